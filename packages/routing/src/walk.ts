import type { Job, Resource, TourProblem, Window } from './problem.js';

/** How far a resource has got: when it is free, which of its breaks it has taken, what it has cost. */
export interface Step {
  time: number;
  breaks: number;
  cost: number;
  place: number;
}

const tolerance = 1e-6;

export function beginning(resource: Resource): Step {
  return { time: resource.from, breaks: 0, cost: 0, place: resource.start };
}

/** The first moment at or after `time` at which the work may begin; Infinity when it is too late. */
export function firstStart(windows: readonly Window[], time: number): number {
  for (const { from, to } of windows) if (time <= to + tolerance) return Math.max(time, from);
  return Number.POSITIVE_INFINITY;
}

/**
 * Goes on to a job and does it; false when that is too late. Writes the step that follows into `into`.
 * A break is taken while waiting where it fits, else at the last boundary between two jobs that still allows it.
 */
export function goOn(problem: TourProblem, at: number, step: Step, job: number, into: Step): boolean {
  const resource = problem.resources[at] as Resource;
  const { place, minutes, windows, former, suits } = problem.jobs[job] as Job;
  const leg = step.place * problem.places + place;
  const travel = problem.travelMinutes[leg] as number;
  let { time, breaks } = step;
  let start = firstStart(windows, time + travel);
  for (let index = 0; index < resource.breaks.length; index++) {
    const pause = resource.breaks[index] as Resource['breaks'][number];
    if (breaks & (1 << index)) continue;
    const begin = Math.max(time, pause.from);
    const after = firstStart(windows, begin + pause.minutes + travel);
    // Free of charge while waiting, or due: after this job it would be too late.
    const isFree = after === start && begin + pause.minutes <= pause.to + tolerance;
    if (!isFree && start + minutes + pause.minutes <= pause.to + tolerance) continue;
    if (begin + pause.minutes > pause.to + tolerance) return false;
    breaks |= 1 << index;
    time = begin + pause.minutes;
    start = after;
  }
  if (start === Number.POSITIVE_INFINITY) return false;
  into.time = start + minutes;
  if (into.time > resource.latest + tolerance) return false;
  into.breaks = breaks;
  into.place = place;
  const { costs } = problem;
  let cost = step.cost + costs.perKm * (problem.travelKm[leg] as number) + costs.perTravelMinute * travel;
  if (suits) cost += suits.get(at) ?? 0;
  if (former) {
    if (former.resource !== at) cost += costs.perHandOver;
    cost += costs.perMovedMinute * Math.abs(start - former.start);
  }
  into.cost = cost;
  return true;
}

/** The cost of the whole day after the last job; Infinity when home is reached too late or a break has no room. */
export function goHome(problem: TourProblem, at: number, step: Step): number {
  const { end, to, latest, breaks } = problem.resources[at] as Resource;
  let { time, cost } = step;
  for (let index = 0; index < breaks.length; index++) {
    const pause = breaks[index] as Resource['breaks'][number];
    // A day that ends before its break is over needs none.
    if (step.breaks & (1 << index) || time <= pause.to - pause.minutes + tolerance) continue;
    return Number.POSITIVE_INFINITY;
  }
  if (end !== null) {
    const leg = step.place * problem.places + end;
    const travel = problem.travelMinutes[leg] as number;
    time += travel;
    cost += problem.costs.perKm * (problem.travelKm[leg] as number) + problem.costs.perTravelMinute * travel;
  }
  if (time > latest + tolerance) return Number.POSITIVE_INFINITY;
  return cost + problem.costs.perOvertimeMinute * Math.max(0, time - to) + problem.costs.perResource;
}

/** Whether he may do it at all. */
export function maySuit(problem: TourProblem, at: number, job: number): boolean {
  const { locked, suits } = problem.jobs[job] as Job;
  return (locked === undefined || locked === at) && (suits === undefined || suits.has(at));
}
