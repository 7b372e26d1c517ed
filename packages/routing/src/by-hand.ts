import { PlanState } from './plan-state.js';
import type { Job, TourProblem, Tours } from './problem.js';
import { endOfDay } from './recreate.js';

/**
 * As one plans by hand: job after job, those that count most first and then by time, each put at the end of the day
 * of whoever is nearest. What the search is compared with.
 */
export function planByHand(problem: TourProblem): Tours {
  const state = PlanState.from(problem, []);
  const own = new Set<number>();
  const order = [...state.undone].sort((a, b) => {
    const left = problem.jobs[a] as Job;
    const right = problem.jobs[b] as Job;
    return right.worth - left.worth || begins(left) - begins(right) || a - b;
  });
  for (const job of order) {
    const place = endOfDay(state, job);
    if (place) state.insert(job, place.at, place.position, own);
  }
  return state.result();
}

function begins({ windows }: Job): number {
  return windows[0]?.from ?? 0;
}
