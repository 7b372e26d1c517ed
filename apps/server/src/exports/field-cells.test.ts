import type { Field } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { fieldCell } from './field-cells.js';

describe('a position in a sheet', () => {
  const field = { id: 'here', type: 'location', label: 'here' } as Field;
  const value = {
    longitude: '121.47',
    latitude: '31.23',
    accuracy: 8,
    at: '2026-11-30T01:00:00.000Z',
    source: 'device',
    reason: '停车场',
    doubt: 'jump',
    km: 320,
    minutes: 10,
  };

  it.each([
    [
      'zh-CN',
      '2026-11-30 09:00:00 31.23, 121.47 (±8 米) 停车场 位置存疑：距上一次位置 320 公里，只隔约 10 分钟',
    ],
    [
      'en',
      '2026-11-30 09:00:00 31.23, 121.47 (±8 m) 停车场 Position in doubt: 320 km from the one before, about 10 min later',
    ],
  ] as const)('is said in words, by the clock of its reader, in %s', (locale, expected) => {
    expect(fieldCell(value, field, { locale, timeZone: 'Asia/Shanghai' })).toEqual({
      kind: 'text',
      value: expected,
    });
  });
});

describe('several people in a sheet', () => {
  it('are said by name', () => {
    const field = { id: 'helpers', type: 'members', label: 'helpers' } as Field;
    const value = [
      { id: 'a', title: '李思源' },
      { id: 'b', title: '王建军' },
    ];
    expect(fieldCell(value, field, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' })).toEqual({
      kind: 'text',
      value: '李思源、王建军',
    });
  });
});
