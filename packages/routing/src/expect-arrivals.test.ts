import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectArrivals, type Visit } from './index.js';

const visit = (planned: number | null, more: Partial<Visit> = {}): Visit => ({
  planned,
  minutes: 60,
  departed: null,
  arrived: null,
  left: null,
  ...more,
});
const half = () => 30;
const shown = (visits: Visit[], now: number) =>
  expectArrivals(visits, now, half).map((one) => one && [one.at, one.basis]);

describe('when somebody will be where', () => {
  it.each<[string, Visit[], number, unknown[]]>([
    [
      'as planned while there is time',
      [visit(600), visit(720)],
      500,
      [
        [600, 'plan'],
        [720, 'plan'],
      ],
    ],
    [
      'from now on when he should be on his way',
      [visit(600), visit(720)],
      590,
      [
        [620, 'behind'],
        [720, 'plan'],
      ],
    ],
    [
      'what comes after moves along',
      [visit(600), visit(660)],
      600,
      [
        [630, 'behind'],
        [720, 'behind'],
      ],
    ],
    [
      'from his departure',
      [visit(600, { departed: 560 }), visit(720)],
      570,
      [
        [590, 'departed'],
        [720, 'plan'],
      ],
    ],
    ['not in the past', [visit(600, { departed: 500 })], 570, [[570, 'departed']]],
    [
      'where he is he is not expected',
      [visit(600, { arrived: 640 }), visit(660)],
      650,
      [null, [730, 'behind']],
    ],
    [
      'who stays longer than planned',
      [visit(600, { arrived: 600 }), visit(660)],
      700,
      [null, [730, 'behind']],
    ],
    ['who was quicker', [visit(600, { arrived: 600, left: 615 }), visit(660)], 620, [null, [660, 'plan']]],
    [
      'first who is under way, whatever the plan',
      [visit(600), visit(720, { departed: 590 })],
      600,
      [
        [710, 'behind'],
        [620, 'departed'],
      ],
    ],
    [
      'a visit without a time comes last',
      [visit(null), visit(600)],
      500,
      [
        [690, 'behind'],
        [600, 'plan'],
      ],
    ],
  ])('%s', (_, visits, now, wanted) => {
    expect(shown(visits, now)).toEqual(wanted);
  });

  it('is never before now nor before the plan where he has not set out', () => {
    const moment = fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null });
    const any = fc.record({
      planned: moment,
      minutes: fc.integer({ min: 5, max: 200 }),
      departed: moment,
      arrived: moment,
      left: moment,
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), fc.integer({ min: 0, max: 1000 }), (visits, now) => {
        const found = expectArrivals(visits, now, half);
        for (const [index, one] of found.entries()) {
          const { arrived, left, planned, departed } = visits[index] as Visit;
          expect(one === null).toBe(arrived !== null || left !== null);
          if (!one) continue;
          expect(one.at).toBeGreaterThanOrEqual(now);
          if (departed === null && planned !== null) expect(one.at).toBeGreaterThanOrEqual(planned);
        }
      }),
    );
  });
});
