import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSolomon, seeded } from '../../../scripts/testing/solomon.mjs';
import {
  asItStands,
  describeTour,
  type Job,
  planByHand,
  planTours,
  type TourProblem,
  type Tours,
  whyUndone,
} from './index.js';
import { drawnProblem, faultsOf } from './testing/field-day.js';

/** A search of so many looks at the time, whatever the machine does. */
function looks(many: number) {
  let seen = 0;
  return () => seen++ / many;
}

/** A day on which one resource does one job, and nobody anything else. */
function alone(problem: TourProblem, at: number, job: number): Tours {
  const undone = [...problem.jobs.keys()].filter((one) => one !== job);
  return { tours: problem.resources.map((_, one) => (one === at ? [job] : [])), undone, cost: 0 };
}

function served({ tours }: Tours): number {
  return tours.flat().length;
}

describe('Tours', () => {
  test('keep times, shifts, breaks, skills, locks and capacity on drawn days, judged by an independent check', () => {
    fc.assert(
      fc.property(drawnProblem, fc.integer(), (problem, seed) => {
        const plan = planTours(problem, { random: seeded(seed), progress: looks(6) });
        expect(faultsOf(problem, plan)).toEqual([]);
      }),
      { numRuns: 60, verbose: 1 },
    );
  });

  test('cost no more than the plan by hand they begin with, and serve no less', () => {
    fc.assert(
      fc.property(drawnProblem, fc.integer(), (problem, seed) => {
        const hand = planByHand(problem);
        expect(faultsOf(problem, hand)).toEqual([]);
        const plan = planTours(problem, { random: seeded(seed), progress: looks(6) }, hand.tours);
        expect(plan.cost).toBeLessThanOrEqual(hand.cost + 1e-6);
      }),
      { numRuns: 60, verbose: 1 },
    );
  });

  test('begin with what can be kept of the day as it stands, however it was planned', () => {
    fc.assert(
      fc.property(drawnProblem, fc.integer(), (problem, seed) => {
        const random = seeded(seed);
        const stood = problem.resources.map((): number[] => []);
        for (const job of problem.jobs.keys()) stood[Math.floor(random() * stood.length)]?.push(job);
        const kept = asItStands(problem, stood);
        expect(faultsOf(problem, kept)).toEqual([]);
        expect(asItStands(problem, kept.tours)).toEqual(kept);
        for (const [at, jobs] of kept.tours.entries()) {
          const { [0]: first } = stood[at] ?? [];
          if (first !== undefined && jobs.length === 0)
            expect(faultsOf(problem, alone(problem, at, first))).not.toEqual([]);
        }
        const plan = planTours(problem, { random: seeded(seed), progress: looks(6) }, stood);
        expect(plan.cost).toBeLessThanOrEqual(kept.cost + 1e-6);
      }),
      { numRuns: 60, verbose: 1 },
    );
  });

  test('are the same for the same seed', () => {
    const [problem] = fc.sample(drawnProblem, { seed: 7, numRuns: 1 }) as [TourProblem];
    const plan = () => planTours(problem, { random: seeded(3), progress: looks(20) });
    expect(plan()).toEqual(plan());
  });

  test('leave the day as it was where an emergency can be fitted in', () => {
    const problem = street([10, 20, 30, 40], 1);
    const before = planTours(problem, { random: seeded(1), progress: looks(40) });
    const starts = new Map(
      describeTour(problem, 0, before.tours[0] ?? [])?.stops.map(({ job, start }) => [job, start]),
    );
    const jobs: Job[] = problem.jobs.map((job, index) => ({
      ...job,
      former: { resource: 0, start: starts.get(index) ?? 0 },
    }));
    jobs.push({ place: 2, minutes: 10, windows: [{ from: 400, to: 600 }], worth: 1e5 });
    const costs = { ...problem.costs, perMovedMinute: 5, perHandOver: 500 };
    const after = planTours({ ...problem, jobs, costs }, { random: seeded(1), progress: looks(40) });
    expect(after.tours[0]?.filter((job) => job !== 4)).toEqual(before.tours[0]);
    expect(after.undone).toEqual([]);
  });

  test('say why something is undone', () => {
    const problem = street([10, 20, 30], 1);
    const jobs: Job[] = [
      { ...(problem.jobs[0] as Job), suits: new Map() },
      { ...(problem.jobs[1] as Job), windows: [{ from: 0, to: 5 }] },
      { ...(problem.jobs[2] as Job), minutes: 200 },
    ];
    const all = { ...problem, jobs };
    expect(whyUndone(all, 0)).toBe('nobody');
    expect(whyUndone(all, 1)).toBe('too_late');
    expect(whyUndone(all, 2)).toBe('no_room');
  });

  const data = new URL('../../../../shared/data/vrptw-solomon/instances/', import.meta.url);
  const real = existsSync(data) ? test : test.skip;
  real.each([
    ['C101', 10, 828.94],
    ['R101', 20, 1645.79],
    ['RC101', 15, 1696.94],
  ])('come near the best known plan of %s after few rounds', (name, vehicles, distance) => {
    const problem = readSolomon(readFileSync(new URL(`${name}.txt`, data), 'latin1'));
    const plan = planTours(problem, { random: seeded(1), progress: looks(120) });
    expect(plan.undone).toEqual([]);
    expect(faultsOf(problem, plan)).toEqual([]);
    expect(plan.tours.filter((jobs) => jobs.length > 0).length).toBeLessThanOrEqual(vehicles);
    expect(plan.cost).toBeLessThan(distance * 1.1);
    expect(served(plan)).toBe(100);
  });
});

/** Places along one street, a minute and a kilometre apart each, with somebody at its beginning who works 480 minutes. */
function street(at: readonly number[], resources: number): TourProblem {
  const stops = [0, ...at];
  const travel = Float64Array.from(stops.flatMap((a) => stops.map((b) => Math.abs(a - b))));
  return {
    jobs: at.map((_, index) => ({
      place: index + 1,
      minutes: 20,
      windows: [{ from: 0, to: 480 }],
      worth: 1e5,
    })),
    resources: Array.from({ length: resources }, () => ({
      start: 0,
      end: 0,
      from: 0,
      to: 480,
      latest: 540,
      breaks: [{ from: 200, to: 300, minutes: 45 }],
    })),
    places: stops.length,
    travelMinutes: travel,
    travelKm: travel,
    costs: {
      perKm: 1,
      perTravelMinute: 1,
      perOvertimeMinute: 3,
      perHandOver: 0,
      perMovedMinute: 0,
      perResource: 0,
    },
  };
}
