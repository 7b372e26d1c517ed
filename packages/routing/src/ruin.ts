import type { PlanState } from './plan-state.js';
import type { SearchContext } from './problem.js';

const MEAN_REMOVED = 10;
const LONGEST_STRING = 10;
const SPLIT_SHARE = 0.5;
const SPLIT_LONGER = 0.01;

/**
 * Takes strings of neighbouring jobs out of tours that pass near a job chosen by chance.
 * After Christiaens and Vanden Berghe, "Slack Induction by String Removals for Vehicle Routing Problems" (2020).
 */
export function ruin(state: PlanState, neighbours: readonly Int32Array[], { random }: SearchContext): void {
  const lengths = state.tours.map(({ jobs }) => jobs.length).filter((length) => length > 0);
  if (lengths.length === 0) return;
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const longest = Math.min(LONGEST_STRING, Math.max(1, mean));
  const most = (4 * MEAN_REMOVED) / (1 + longest) - 1;
  const strings = Math.floor(random() * most + 1);
  const seed = Math.floor(random() * neighbours.length);
  const ruined = new Set<number>();
  for (const job of neighbours[seed] as Int32Array) {
    if (ruined.size >= strings) break;
    const at = state.tourOf[job] as number;
    if (at < 0 || ruined.has(at)) continue;
    const tour = state.tours[at];
    if (!tour) continue;
    const { jobs } = tour;
    const length = Math.floor(random() * Math.min(jobs.length, longest) + 1);
    state.remove(at, stringAround(jobs, jobs.indexOf(job), length, random));
    ruined.add(at);
  }
}

/** A run of `length` jobs that contains the one at `position`; sometimes with some in its middle left in place. */
function stringAround(
  jobs: readonly number[],
  position: number,
  length: number,
  random: () => number,
): Set<number> {
  let kept = 0;
  if (length > 1 && length < jobs.length && random() < SPLIT_SHARE) {
    kept = 1;
    while (length + kept < jobs.length && random() > SPLIT_LONGER) kept += 1;
  }
  const run = Math.min(jobs.length, length + kept);
  const lowest = Math.max(0, position - run + 1);
  const highest = Math.min(position, jobs.length - run);
  const first = lowest + Math.floor(random() * (highest - lowest + 1));
  const string = jobs.slice(first, first + run);
  if (kept > 0) string.splice(Math.floor(random() * (run - kept + 1)), kept);
  return new Set(string);
}
