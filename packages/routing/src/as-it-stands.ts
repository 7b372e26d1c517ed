import { PlanState } from './plan-state.js';
import type { TourProblem, Tours } from './problem.js';
import { Tour } from './tour.js';
import { maySuit } from './walk.js';

/** What can be kept of tours that stand, in their order; a job that they cannot have is undone. */
export function standing(problem: TourProblem, tours: readonly (readonly number[])[]): PlanState {
  return PlanState.from(
    problem,
    problem.resources.map((_, at) => {
      const kept = new Tour(problem, at, []);
      for (const job of tours[at] ?? []) {
        const last = kept.jobs.length;
        const most = Number.POSITIVE_INFINITY;
        if (maySuit(problem, at, job) && kept.hasRoomFor(job) && kept.costWith(job, last, most) < most)
          kept.insert(job, last);
      }
      return kept.jobs;
    }),
  );
}

/** The day as it stands, before anything is planned: what a plan is to be better than. */
export function asItStands(problem: TourProblem, tours: readonly (readonly number[])[]): Tours {
  return standing(problem, tours).result();
}
