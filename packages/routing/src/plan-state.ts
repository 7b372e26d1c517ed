import type { Job, TourProblem, Tours } from './problem.js';
import { Tour } from './tour.js';

/** A plan while it is being searched for: tours are replaced, never changed once they are shared. */
export class PlanState {
  constructor(
    readonly problem: TourProblem,
    readonly tours: Tour[],
    readonly undone: Set<number>,
    /** The tour that has each job; -1 for nobody. */
    readonly tourOf: Int32Array,
  ) {}

  static from(problem: TourProblem, tours: readonly (readonly number[])[]): PlanState {
    const tourOf = new Int32Array(problem.jobs.length).fill(-1);
    const made = problem.resources.map((_, at) => new Tour(problem, at, tours[at] ?? []));
    for (const [at, tour] of made.entries()) for (const job of tour.jobs) tourOf[job] = at;
    const undone = new Set<number>();
    for (let job = 0; job < tourOf.length; job++) if (tourOf[job] === -1) undone.add(job);
    return new PlanState(problem, made, undone, tourOf);
  }

  copy(): PlanState {
    return new PlanState(this.problem, [...this.tours], new Set(this.undone), this.tourOf.slice());
  }

  get cost(): number {
    let sum = 0;
    for (const tour of this.tours) sum += tour.cost;
    for (const job of this.undone) sum += (this.problem.jobs[job] as Job).worth;
    return sum;
  }

  get used(): number {
    return this.tours.filter(({ jobs }) => jobs.length > 0).length;
  }

  /** Takes jobs out of one tour. */
  remove(at: number, jobs: ReadonlySet<number>): void {
    const tour = this.tours[at] as Tour;
    this.tours[at] = new Tour(
      this.problem,
      at,
      tour.jobs.filter((job) => !jobs.has(job)),
    );
    for (const job of jobs) {
      this.tourOf[job] = -1;
      this.undone.add(job);
    }
  }

  /** `own`: tours that were made for this state, so that they may be changed in place. */
  insert(job: number, at: number, position: number, own: Set<number>): void {
    if (!own.has(at)) {
      this.tours[at] = (this.tours[at] as Tour).copy();
      own.add(at);
    }
    (this.tours[at] as Tour).insert(job, position);
    this.tourOf[job] = at;
    this.undone.delete(job);
  }

  result(): Tours {
    return {
      tours: this.tours.map(({ jobs }) => [...jobs]),
      undone: [...this.undone].sort((a, b) => a - b),
      cost: this.cost,
    };
  }
}
