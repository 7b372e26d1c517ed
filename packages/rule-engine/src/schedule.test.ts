import { describe, expect, it } from '@jest/globals';
import { nextMoment } from './schedule.js';

describe('the next moment of a schedule', () => {
  it.each([
    [
      'every day at six',
      { every: 'day', at: '06:00' },
      '2026-11-21T22:00:00Z',
      'Asia/Shanghai',
      '2026-11-22T22:00:00.000Z',
    ],
    [
      'today when it is still to come',
      { every: 'day', at: '06:00' },
      '2026-11-21T21:59:59Z',
      'Asia/Shanghai',
      '2026-11-21T22:00:00.000Z',
    ],
    [
      'on Mondays',
      { every: 'week', at: '08:30', days: [1] },
      '2026-11-21T00:00:00Z',
      'UTC',
      '2026-11-23T08:30:00.000Z',
    ],
    [
      'at the last of a short month',
      { every: 'month', days: [31] },
      '2026-02-03T00:00:00Z',
      'UTC',
      '2026-02-28T00:00:00.000Z',
    ],
    [
      'at a quarter past each hour',
      { every: 'hour', at: '00:15' },
      '2026-11-21T10:15:00Z',
      'UTC',
      '2026-11-21T11:15:00.000Z',
    ],
    [
      'by clocks that were put forward',
      { every: 'day', at: '06:00' },
      '2026-03-08T04:00:00Z',
      'America/New_York',
      '2026-03-08T10:00:00.000Z',
    ],
  ] as const)('%s', (_, schedule, after, zone, expected) => {
    const { days, ...rest } = schedule as { every: 'day'; at?: string; days?: readonly number[] };
    expect(nextMoment({ ...rest, ...(days ? { days: [...days] } : {}) }, after, zone)).toBe(expected);
  });
});
