import type { Minute } from './problem.js';

/** A visit of somebody's day, as far as it has got. */
export interface Visit {
  /** When it is meant to begin; null where only an order of visits is known. */
  planned: Minute | null;
  minutes: number;
  departed: Minute | null;
  arrived: Minute | null;
  left: Minute | null;
}

/** What an expected arrival rests on: that he is on the way, the plan, or what went before and takes longer. */
export type ArrivalBasis = 'departed' | 'plan' | 'behind';
export interface ExpectedArrival {
  at: Minute;
  basis: ArrivalBasis;
}

/** Minutes on the way from one visit to another; -1 is where the day begins. */
export type Way = (from: number, to: number) => Minute;

/**
 * When somebody will be where on this day: null where he has been already. From what is known and the plan: he goes on
 * in the order of his plan, stays as long as is planned, at least until now, and drives no earlier than now.
 */
export function expectArrivals(visits: readonly Visit[], now: Minute, way: Way): (ExpectedArrival | null)[] {
  const expected: (ExpectedArrival | null)[] = visits.map(() => null);
  let place = -1;
  let free = Number.NEGATIVE_INFINITY;
  for (const index of inOrder(visits)) {
    const visit = visits[index] as Visit;
    const { departed, arrived, left, minutes, planned } = visit;
    if (left !== null) {
      free = left;
      // Whoever was there and has left is where he was.
      place = index;
      continue;
    }
    if (arrived !== null) {
      free = Math.max(now, arrived + minutes);
      place = index;
      continue;
    }
    const onTheWay = way(place, index);
    if (departed !== null) {
      const at = Math.max(now, departed + onTheWay);
      expected[index] = { at, basis: 'departed' };
      free = at + minutes;
    } else {
      const soonest = Math.max(now, free) + onTheWay;
      const isBehind = planned === null || soonest > planned;
      const at = isBehind ? soonest : planned;
      expected[index] = { at, basis: isBehind ? 'behind' : 'plan' };
      free = at + minutes;
    }
    place = index;
  }
  return expected;
}

/** What is done first, then what is under way, then what is planned. */
function inOrder(visits: readonly Visit[]): number[] {
  const rank = ({ left, arrived, departed }: Visit) =>
    left !== null ? 0 : arrived !== null ? 1 : departed !== null ? 2 : 3;
  const moment = ({ left, arrived, departed, planned }: Visit) =>
    left ?? arrived ?? departed ?? planned ?? Number.POSITIVE_INFINITY;
  return [...visits.keys()].toSorted((a, b) => {
    const [one, other] = [visits[a] as Visit, visits[b] as Visit];
    const [first, second] = [moment(one), moment(other)];
    return rank(one) - rank(other) || (first === second ? 0 : first - second) || a - b;
  });
}
