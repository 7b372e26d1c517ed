import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DayPlan, type OwnDay, type PromisedWork } from './index.js';

const windows = [
  [0, 120],
  [120, 240],
  [240, 360],
] as const;

const day = fc.record({
  capacity: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  busy: fc.array(
    fc
      .record({ from: fc.integer({ min: 0, max: 10 }), minutes: fc.integer({ min: 1, max: 4 }) })
      .map(({ from, minutes }) => ({ from: from * 30, to: (from + minutes) * 30 })),
    { maxLength: 2 },
  ),
});
const work = (people: number) =>
  fc.record({
    window: fc.integer({ min: 0, max: windows.length - 1 }),
    minutes: fc.constantFrom(30, 60, 90, 120, 150),
    load: fc.integer({ min: 1, max: 2 }),
    way: fc.constantFrom(undefined, 0, 60),
    who: fc.subarray(
      Array.from({ length: people }, (_, index) => index),
      { minLength: 1 },
    ),
  });
const problem = (people: number, works: number) =>
  fc.record({
    days: fc.array(day, { minLength: people, maxLength: people }),
    works: fc.array(work(people), { maxLength: works }),
    gap: fc.constantFrom(0, 30),
  });
type Problem = typeof problem extends (...args: never[]) => fc.Arbitrary<infer T> ? T : never;

const asWorks = ({ works }: Problem): PromisedWork[] =>
  works.map(({ window, minutes, load, way, who }, index) => {
    const [from, to] = windows[window] as readonly [number, number];
    const starts = Array.from({ length: (to - from) / 30 }, (_, step) => from + step * 30);
    return {
      id: `w${index}`,
      minutes,
      load,
      ...(way === undefined ? {} : { way }),
      starts: new Map(who.map((one) => [one, starts])),
    };
  });

interface Placed {
  work: PromisedWork;
  candidate: number;
  start: number;
}

/** Written apart from the plan: whether nobody does two things at once or more than he has. */
function isSound(placed: readonly Placed[], days: readonly OwnDay[], gap: number): boolean {
  return days.every(({ capacity, busy }, at) => {
    const own = placed.filter(({ candidate }) => candidate === at);
    const spans = own.map(({ work: { minutes, way }, start }) => ({
      from: start,
      to: start + minutes,
      way: way ?? gap,
    }));
    type Span = { from: number; to: number; way: number };
    const apart = (a: Span, b: Span) => a.to + b.way <= b.from || b.to + a.way <= a.from;
    return (
      own.every(({ work: { starts }, start }) => starts.get(at)?.includes(start)) &&
      own.reduce((sum, { work: { load } }) => sum + load, 0) <= (capacity ?? Number.POSITIVE_INFINITY) &&
      spans.every(
        (one, index) =>
          busy.every((taken) => apart(one, { ...taken, way: gap })) &&
          spans.every((other, place) => place <= index || apart(one, other)),
      )
    );
  });
}

/** By trying every person and every beginning. */
function isPossible(works: readonly PromisedWork[], days: readonly OwnDay[], gap: number): boolean {
  const go = (index: number, placed: readonly Placed[]): boolean => {
    const next = works[index];
    if (!next) return true;
    for (const [candidate, starts] of next.starts)
      for (const start of starts) {
        const tried = [...placed, { work: next, candidate, start }];
        if (isSound(tried, days, gap) && go(index + 1, tried)) return true;
      }
    return false;
  };
  return go(0, []);
}

describe('the plan of a day that promises are made from', () => {
  it('takes a further promise exactly when all together find their people', () => {
    fc.assert(
      fc.property(problem(2, 5), (given) => {
        const { days, gap } = given;
        const plan = new DayPlan(days, [], gap);
        const taken: PromisedWork[] = [];
        for (const one of asWorks(given)) {
          const isRoom = isPossible([...taken, one], days, gap);
          expect(plan.hasRoomFor(one)).toBe(isRoom);
          expect(plan.add(one)).toBe(isRoom);
          if (isRoom) taken.push(one);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has somebody and a time for every promise it took, however many there are', () => {
    fc.assert(
      fc.property(problem(6, 24), (given) => {
        const works = asWorks(given);
        const plan = new DayPlan(given.days, works, given.gap);
        const placed = works.flatMap((one) => {
          const place = plan.placeOf(one.id);
          return place ? [{ work: one, ...place }] : [];
        });
        expect(placed.length + plan.unkept.length).toBe(works.length);
        expect(isSound(placed, given.days, given.gap)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves aside what cannot be kept any more, and sells nothing in its place', () => {
    const at = (id: string, who: number[]): PromisedWork => ({
      id,
      minutes: 120,
      load: 1,
      starts: new Map(who.map((one) => [one, [0]])),
    });
    const days: OwnDay[] = [
      { capacity: null, busy: [{ from: 0, to: 480 }] },
      { capacity: 1, busy: [] },
    ];
    const plan = new DayPlan(days, [at('ill', [0]), at('kept', [1])]);
    expect(plan.unkept).toEqual(['ill']);
    expect(plan.hasRoomFor(at('new', [0, 1]))).toBe(false);
  });

  it('tells the windows of one work apart', () => {
    const at = (start: number): PromisedWork => ({
      id: 'same',
      minutes: 60,
      load: 1,
      starts: new Map([[0, [start]]]),
    });
    const plan = new DayPlan([{ capacity: null, busy: [{ from: 0, to: 60 }] }], []);
    expect([0, 60, 30, 120].map((start) => plan.hasRoomFor(at(start)))).toEqual([false, true, false, true]);
  });

  it('moves a promise on to make room, over more than one person', () => {
    const at = (id: string, who: number[]): PromisedWork => ({
      id,
      minutes: 90,
      load: 1,
      starts: new Map(who.map((one) => [one, [0]])),
    });
    const days: OwnDay[] = Array.from({ length: 3 }, () => ({ capacity: null, busy: [] }));
    const plan = new DayPlan(days, [at('a', [0, 1]), at('b', [1, 2])]);
    expect(plan.add(at('c', [0]))).toBe(true);
    expect(plan.hasRoomFor(at('d', [0, 1, 2]))).toBe(false);
  });
});
