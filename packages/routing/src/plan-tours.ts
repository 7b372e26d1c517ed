import { standing } from './as-it-stands.js';
import { serveWithFewer } from './fewer.js';
import { neighboursOf, twinsOf } from './neighbours.js';
import { PlanState } from './plan-state.js';
import type { SearchContext, TourProblem, Tours } from './problem.js';
import { recreate } from './recreate.js';
import { ruin } from './ruin.js';

/** The share of the time in which fewer resources are looked for, when that counts first. */
const FEWER_SHARE = 0.4;
/** The temperature at the beginning and at the end, as shares of what a job costs on average. */
const HOT = 0.5;
const COLD = 0.005;

/**
 * Plans tours: locked jobs stay with their resource, and what does not fit is left undone.
 * Ruin and recreate under simulated annealing; it ends with the time it is given, and never below where it began.
 * @param first tours to begin with, such as the plan of the office.
 */
export function planTours(
  problem: TourProblem,
  context: SearchContext,
  first: readonly (readonly number[])[] = [],
): Tours {
  if (problem.resources.length === 0 || problem.jobs.length === 0)
    return PlanState.from(problem, []).result();
  const neighbours = neighboursOf(problem);
  const twins = twinsOf(problem);
  let best = standing(problem, first);
  recreate(best, twins, context, { overlooks: 0 });
  if (problem.fewest) best = serveWithFewer(best, { neighbours, twins, context, until: FEWER_SHARE });
  // Those who were not needed stay at home.
  const closed = problem.fewest
    ? new Set(best.tours.flatMap(({ jobs, at }) => (jobs.length === 0 ? [at] : [])))
    : undefined;
  let current = best;
  let currentCost = current.cost;
  let bestCost = currentCost;
  const began = Math.min(0.99, context.progress());
  const unit = mean(current);
  let temperature = HOT * unit;
  for (let round = 0; ; round++) {
    if (round % 32 === 0) {
      const progress = context.progress();
      if (progress >= 1) break;
      temperature = HOT * unit * (COLD / HOT) ** ((progress - began) / (1 - began));
    }
    const next = current.copy();
    ruin(next, neighbours, context);
    recreate(next, twins, context, { closed });
    const cost = next.cost;
    if (cost >= currentCost - temperature * Math.log(context.random())) continue;
    current = next;
    currentCost = cost;
    if (cost < bestCost - 1e-9) {
      best = next;
      bestCost = cost;
    }
  }
  return best.result();
}

/** What a job costs on average, leaving out what is undone. */
function mean(state: PlanState): number {
  const tours = state.tours.filter(({ jobs }) => jobs.length > 0);
  const jobs = tours.reduce((sum, tour) => sum + tour.jobs.length, 0);
  const cost = tours.reduce((sum, tour) => sum + tour.cost, 0);
  return jobs === 0 ? 1 : Math.max(1e-3, cost / jobs);
}
