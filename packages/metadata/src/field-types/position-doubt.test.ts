import { describe, expect, it } from '@jest/globals';
import type { Field } from '../documents/field.js';
import { location } from './location.js';
import { doubtText, jumpBetween } from './position-doubt.js';

const field = { id: 'x', label: 'x', type: 'location' } as Field;
const here = {
  longitude: '121.4737',
  latitude: '31.2304',
  accuracy: 12,
  at: '2026-11-30T01:00:00.000Z',
  source: 'device',
};
const parsed = (value: unknown) => location.parse(value, field);

describe('a mark on a position', () => {
  it.each([{ doubt: 'jump', km: 320, minutes: 10 }, { doubt: 'stale' }, { doubt: 'fixed' }, {}])(
    '%j is kept',
    (mark) => expect(parsed({ ...here, ...mark })).toEqual({ value: { ...here, ...mark } }),
  );

  it.each([
    { doubt: 'jump' },
    { doubt: 'jump', km: 320 },
    { doubt: 'jump', km: -1, minutes: 10 },
    { doubt: 'jump', km: 1.5, minutes: 10 },
    { doubt: 'jump', km: 1e9, minutes: 10 },
    { doubt: 'jump', km: '320', minutes: 10 },
    { doubt: 'jump', km: 320, minutes: Number.NaN },
    { doubt: 'stale', km: 1 },
    { doubt: 'fixed', minutes: 1 },
    { km: 320, minutes: 10 },
    { doubt: 'constructor' },
    { doubt: 'JUMP', km: 1, minutes: 1 },
    { doubt: ['stale'] },
    { doubt: null },
    { doubt: '' },
  ])('%j is none', (mark) => expect(parsed({ ...here, ...mark })).toHaveProperty('issue'));

  it('stands only on a position that there is', () => {
    const nowhere = { at: here.at, source: 'none', reason: '地下室' };
    expect(parsed(nowhere)).toEqual({ value: nowhere });
    expect(parsed({ ...nowhere, doubt: 'stale' })).toHaveProperty('issue');
  });

  it('is said in words, in both languages, where there is only text', () => {
    const words = location.words?.({ ...here, doubt: 'jump', km: 320, minutes: 10 }, (at) => at.slice(0, 10));
    expect(words).toEqual({
      'zh-CN': '2026-11-30 31.2304, 121.4737 (±12 米) 位置存疑：距上一次位置 320 公里，只隔约 10 分钟',
      en: '2026-11-30 31.2304, 121.4737 (±12 m) Position in doubt: 320 km from the one before, about 10 min later',
    });
    expect(doubtText({ doubt: 'stale' })).not.toEqual(doubtText({ doubt: 'fixed' }));
  });
});

describe('a jump', () => {
  /** One degree of latitude is 111.2 km. */
  const at = (minutes: number, degrees: number, accuracy?: number) => ({
    longitude: 0,
    latitude: degrees,
    at: new Date(minutes * 60_000).toISOString(),
    ...(accuracy === undefined ? {} : { accuracy }),
  });

  it.each([
    ['further than a fast train goes', at(0, 0), at(10, 1), { doubt: 'jump', km: 111, minutes: 10 }],
    ['as far as a fast train goes', at(0, 0), at(27, 1), null],
    ['not much further', at(0, 0), at(26, 1), { doubt: 'jump', km: 111, minutes: 26 }],
    ['at the same moment', at(0, 0), at(0, 1), { doubt: 'jump', km: 111, minutes: 1 }],
    ['a short way in no time', at(0, 0), at(0, 0.017), null],
    ['less what both were unsure of', at(0, 0, 60_000), at(10, 1, 12_000), null],
    [
      'nearly less what both were unsure of',
      at(0, 0, 60_000),
      at(10, 1, 100),
      { doubt: 'jump', km: 111, minutes: 10 },
    ],
    ['backwards in time', at(10, 0), at(0, 1), null],
    ['from nowhere', { at: at(0, 0).at }, at(0, 1), null],
  ])('%s', (_, earlier, later, expected) => expect(jumpBetween(earlier, later)).toEqual(expected));
});
