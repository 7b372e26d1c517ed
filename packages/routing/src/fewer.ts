import type { PlanState } from './plan-state.js';
import type { SearchContext } from './problem.js';
import { recreate } from './recreate.js';
import { ruin } from './ruin.js';

interface Search {
  neighbours: readonly Int32Array[];
  twins: readonly number[];
  context: SearchContext;
  /** Up to this share of the time. */
  until: number;
}

/**
 * Serves the same jobs with fewer resources: sends one home after the other and looks for a plan without him. What
 * stays undone again and again counts more, so that the search turns to what is hard to place.
 */
export function serveWithFewer(first: PlanState, { neighbours, twins, context, until }: Search): PlanState {
  let best = first;
  const missed = new Float64Array(first.problem.jobs.length);
  const weigh = (jobs: ReadonlySet<number>) => {
    let sum = 0;
    for (const job of jobs) sum += missed[job] as number;
    return sum;
  };
  let current = sendHome(best, missed);
  if (!current) return best;
  let closed = emptyOnes(current);
  let rest = weigh(current.undone);
  const allowed = best.undone.size;
  let round = 0;
  while (round++ % 32 !== 0 || context.progress() < until) {
    const next: PlanState = current.copy();
    ruin(next, neighbours, context);
    recreate(next, twins, context, { closed });
    if (next.undone.size <= allowed) {
      best = next;
      current = sendHome(next, missed);
      if (!current) return best;
      closed = emptyOnes(current);
      rest = weigh(current.undone);
      continue;
    }
    const left = weigh(next.undone);
    const fewer = next.undone.size < current.undone.size || left < rest;
    const cheaper = left === rest && isCheaper(next, current, context);
    for (const job of next.undone) missed[job] = (missed[job] as number) + 1;
    if (!fewer && !cheaper) {
      rest = weigh(current.undone);
      continue;
    }
    current = next;
    rest = weigh(next.undone);
  }
  return best;
}

/** Accepted like in the search for cost, at a middling temperature. */
function isCheaper(next: PlanState, current: PlanState, { random }: SearchContext): boolean {
  return travelOf(next) < travelOf(current) - 10 * Math.log(random());
}

function travelOf(state: PlanState): number {
  return state.tours.reduce((sum, { cost }) => sum + cost, 0);
}

/** The plan without the tour whose jobs are easiest to place; none when nobody more can be spared. */
function sendHome(state: PlanState, missed: Float64Array): PlanState | undefined {
  const spare = state.tours.filter(({ jobs }) => jobs.length > 0);
  if (spare.length < 2) return undefined;
  const hard = (jobs: readonly number[]) => jobs.reduce((sum, job) => sum + (missed[job] as number), 0);
  const easiest = spare.reduce((a, b) => {
    const difference = hard(b.jobs) - hard(a.jobs) || b.jobs.length - a.jobs.length;
    return difference < 0 ? b : a;
  });
  const next = state.copy();
  next.remove(easiest.at, new Set(easiest.jobs));
  return next;
}

function emptyOnes(state: PlanState): Set<number> {
  return new Set(state.tours.flatMap(({ jobs, at }) => (jobs.length === 0 ? [at] : [])));
}
