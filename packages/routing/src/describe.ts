import type { Break, Job, Minute, Resource, TourProblem } from './problem.js';
import { beginning, goOn, maySuit, type Step } from './walk.js';

export interface Pause {
  from: Minute;
  to: Minute;
}

/** A job in its tour: when one sets out, arrives, begins and is done. Kilometres and minutes are of the way there. */
export interface Stop {
  job: number;
  km: number;
  travelMinutes: Minute;
  arrival: Minute;
  start: Minute;
  end: Minute;
  /** Breaks taken before setting out. */
  pauses: Pause[];
}

export interface TourDay {
  stops: Stop[];
  /** When the day is over, at home if it ends there. */
  end: Minute;
  km: number;
  travelMinutes: number;
  workMinutes: number;
  overtimeMinutes: number;
}

/** The day of a resource in full, from its jobs in order. Undefined when it cannot be done so. */
export function describeTour(problem: TourProblem, at: number, jobs: readonly number[]): TourDay | undefined {
  const resource = problem.resources[at] as Resource;
  const stops: Stop[] = [];
  let step = beginning(resource);
  for (const job of jobs) {
    const next: Step = { ...step };
    if (!goOn(problem, at, step, job, next)) return undefined;
    const { place, minutes } = problem.jobs[job] as Job;
    const pauses = pausesBetween(resource.breaks, step, next);
    const travelMinutes = travelOf(problem.travelMinutes, problem, step.place, place);
    stops.push({
      job,
      km: travelOf(problem.travelKm, problem, step.place, place),
      travelMinutes,
      arrival: (pauses.at(-1)?.to ?? step.time) + travelMinutes,
      start: next.time - minutes,
      end: next.time,
      pauses,
    });
    step = next;
  }
  const { end: home } = resource;
  const back = home === null ? 0 : travelOf(problem.travelMinutes, problem, step.place, home);
  const backKm = home === null ? 0 : travelOf(problem.travelKm, problem, step.place, home);
  const end = step.time + (stops.length > 0 ? back : 0);
  const sum = (read: (stop: Stop) => number) => stops.reduce((total, stop) => total + read(stop), 0);
  return {
    stops,
    end,
    km: sum(({ km }) => km) + (stops.length > 0 ? backKm : 0),
    travelMinutes: sum((stop) => stop.travelMinutes) + (stops.length > 0 ? back : 0),
    workMinutes: sum((stop) => stop.end - stop.start),
    overtimeMinutes: stops.length > 0 ? Math.max(0, end - resource.to) : 0,
  };
}

function travelOf(table: Float64Array, { places }: TourProblem, from: number, to: number): number {
  return table[from * places + to] as number;
}

/** The breaks that were taken between two steps, one after the other. */
function pausesBetween(breaks: readonly Break[], before: Step, after: Step): Pause[] {
  let { time } = before;
  return breaks.flatMap(({ from, minutes }, index) => {
    const bit = 1 << index;
    if (before.breaks & bit || !(after.breaks & bit)) return [];
    const begin = Math.max(time, from);
    time = begin + minutes;
    return [{ from: begin, to: time }];
  });
}

/**
 * Why a job is undone. `nobody`: there is no one for it. `too_late`: even with nothing else to do, nobody reaches it
 * in its times. `no_room`: it would take the place of others that count more.
 */
export type WhyUndone = 'nobody' | 'too_late' | 'no_room';

export function whyUndone(problem: TourProblem, job: number): WhyUndone {
  const able = problem.resources.flatMap((_, at) => (maySuit(problem, at, job) ? [at] : []));
  if (able.length === 0) return 'nobody';
  const alone = able.some((at) => {
    const day = describeTour(problem, at, [job]);
    return day !== undefined && day.end <= (problem.resources[at] as Resource).latest;
  });
  return alone ? 'no_room' : 'too_late';
}
