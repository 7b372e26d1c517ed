import type { Job, Resource, TourProblem } from './problem.js';
import { beginning, goHome, goOn, type Step } from './walk.js';

const emptyStep = (): Step => ({ time: 0, breaks: 0, cost: 0, place: 0 });
/** Steps that a search writes over and over; nobody keeps them. */
const one = emptyStep();
const two = emptyStep();
const tolerance = 1e-9;

/** The day of one resource, with what is needed to try a job at any place in it quickly. */
export class Tour {
  jobs: number[] = [];
  cost = 0;
  load = 0;
  /** After the beginning and after each job. */
  #steps: Step[] = [];
  /** The latest arrival at each job with which the rest can still be done, breaks left aside; last: at home. */
  #latest: number[] = [];

  constructor(
    readonly problem: TourProblem,
    readonly at: number,
    jobs: readonly number[],
  ) {
    this.set(jobs);
  }

  /** Takes these jobs in this order; they must be feasible, else the cost is Infinity. */
  set(jobs: readonly number[]): void {
    this.jobs = [...jobs];
    this.#follow();
  }

  copy(): Tour {
    return new Tour(this.problem, this.at, this.jobs);
  }

  hasRoomFor(job: number): boolean {
    const { capacity } = this.problem.resources[this.at] as Resource;
    return capacity === undefined || this.load + loadOf(this.problem, job) <= capacity + tolerance;
  }

  /** What the day costs with the job put before the one at `position`; Infinity when it cannot be, or costs over `most`. */
  costWith(job: number, position: number, most: number): number {
    const { problem, at, jobs } = this;
    let step = one;
    let next = two;
    const before = this.#steps[position] as Step;
    if (!goOn(problem, at, before, job, step)) return Number.POSITIVE_INFINITY;
    for (let index = position; index < jobs.length; index++) {
      const following = jobs[index] as number;
      const { place } = problem.jobs[following] as Job;
      const arrival = step.time + (problem.travelMinutes[step.place * problem.places + place] as number);
      if (arrival > (this.#latest[index] as number) + 1e-6 || step.cost > most)
        return Number.POSITIVE_INFINITY;
      if (!goOn(problem, at, step, following, next)) return Number.POSITIVE_INFINITY;
      const known = this.#steps[index + 1] as Step;
      // From here on the day is what it was.
      if (known.time === next.time && known.breaks === next.breaks) return this.cost + next.cost - known.cost;
      [step, next] = [next, step];
    }
    return goHome(problem, at, step);
  }

  insert(job: number, position: number): void {
    this.jobs.splice(position, 0, job);
    this.#follow();
  }

  #follow(): void {
    const { problem, at, jobs } = this;
    const { end, latest } = problem.resources[at] as Resource;
    let step = beginning(problem.resources[at] as Resource);
    this.#steps = [step];
    this.load = 0;
    this.cost = 0;
    for (const job of jobs) {
      const next = emptyStep();
      if (!goOn(problem, at, step, job, next)) this.cost = Number.POSITIVE_INFINITY;
      this.#steps.push(next);
      this.load += loadOf(problem, job);
      step = next;
    }
    if (jobs.length > 0 && this.cost === 0) this.cost = goHome(problem, at, step);
    this.#latest = new Array<number>(jobs.length);
    let bound = latest;
    let place = end;
    for (let index = jobs.length - 1; index >= 0; index--) {
      const job = problem.jobs[jobs[index] as number] as Job;
      const travel =
        place === null ? 0 : (problem.travelMinutes[job.place * problem.places + place] as number);
      const last = bound - travel - job.minutes;
      bound = Number.NEGATIVE_INFINITY;
      for (const { from, to } of job.windows) if (from <= last) bound = Math.max(bound, Math.min(to, last));
      this.#latest[index] = bound;
      place = job.place;
    }
  }
}

export function loadOf(problem: TourProblem, job: number): number {
  return (problem.jobs[job] as Job).load ?? 0;
}
