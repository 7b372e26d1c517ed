import type { Job, TourProblem } from './problem.js';

/** For each job the others, the nearest first: by the way there, and by how far apart in time they can be done. */
export function neighboursOf(problem: TourProblem): Int32Array[] {
  const { jobs, places, travelMinutes } = problem;
  return jobs.map((job) => {
    const far = jobs.map((other) => travelMinutes[job.place * places + other.place] as number);
    const order = Int32Array.from(jobs.keys());
    return order.sort((a, b) => (far[a] as number) - (far[b] as number) || a - b);
  });
}

/** For each resource the first one that is the same in every respect: an empty day of the two is worth one try. */
export function twinsOf(problem: TourProblem): number[] {
  const seen = new Map<string, number>();
  return problem.resources.map((resource, at) => {
    const suits = problem.jobs.map(
      ({ locked, suits, former }: Job) =>
        `${locked === at}${suits ? (suits.get(at) ?? '-') : ''}${former?.resource === at}`,
    );
    const key = JSON.stringify([resource, suits]);
    const twin = seen.get(key);
    if (twin === undefined) seen.set(key, at);
    return twin ?? at;
  });
}
