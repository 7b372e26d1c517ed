import type { PlanState } from './plan-state.js';
import type { Job, Resource, SearchContext } from './problem.js';
import { loadOf, type Tour } from './tour.js';
import { maySuit } from './walk.js';

const BLINK = 0.01;

/** In which order what is undone is tried, and how often it is so. */
interface Order {
  weight: number;
  by: (state: PlanState, random: () => number) => (job: number) => number;
}
const orders: readonly Order[] = [
  { weight: 4, by: (_, random) => () => random() },
  { weight: 4, by: (state) => (job) => -loadOf(state.problem, job) },
  { weight: 2, by: (state) => (job) => -distanceFromStart(state, job) },
  { weight: 1, by: (state) => (job) => distanceFromStart(state, job) },
  { weight: 2, by: (state) => (job) => spanOf(state, job) },
  { weight: 2, by: (state) => (job) => jobOf(state, job).windows[0]?.from ?? 0 },
  { weight: 2, by: (state) => (job) => -(jobOf(state, job).windows.at(-1)?.to ?? 0) },
  { weight: 2, by: (state) => (job) => -jobOf(state, job).worth },
];
const weights = orders.reduce((sum, { weight }) => sum + weight, 0);

/**
 * Puts what is undone back, each where it costs least, now and then overlooking a place. What costs more than it is
 * worth stays undone. `closed`: tours that may not be used. `twins`: see `twinsOf`.
 */
export function recreate(
  state: PlanState,
  twins: readonly number[],
  { random }: Pick<SearchContext, 'random'>,
  { closed, overlooks = BLINK }: { closed?: ReadonlySet<number>; overlooks?: number } = {},
): void {
  const key = chosenOrder(random).by(state, random);
  const waiting = [...state.undone].map((job) => ({ job, key: key(job) }));
  waiting.sort((a, b) => a.key - b.key || a.job - b.job);
  const own = new Set<number>();
  for (const { job } of waiting) {
    const place = cheapestPlace(state, job, twins, closed, () => random() < overlooks);
    if (place) state.insert(job, place.at, place.position, own);
  }
}

function chosenOrder(random: () => number): Order {
  let ticket = random() * weights;
  for (const order of orders) {
    ticket -= order.weight;
    if (ticket < 0) return order;
  }
  return orders[0] as Order;
}

export interface JobPlace {
  at: number;
  position: number;
  /** What the plan costs more with it. */
  extra: number;
}

/** Where the job costs least; none where every place costs more than it is worth. */
export function cheapestPlace(
  state: PlanState,
  job: number,
  twins: readonly number[],
  closed: ReadonlySet<number> | undefined,
  isOverlooked: () => boolean,
): JobPlace | undefined {
  const { problem } = state;
  let best: JobPlace | undefined;
  let least = jobOf(state, job).worth;
  const triedEmpty = new Set<number>();
  for (let at = 0; at < state.tours.length; at++) {
    const tour = state.tours[at] as Tour;
    if (closed?.has(at) || !maySuit(problem, at, job) || !tour.hasRoomFor(job)) continue;
    if (tour.jobs.length === 0) {
      const twin = twins[at] as number;
      if (triedEmpty.has(twin)) continue;
      triedEmpty.add(twin);
    }
    for (let position = 0; position <= tour.jobs.length; position++) {
      if (isOverlooked()) continue;
      const extra = tour.costWith(job, position, tour.cost + least) - tour.cost;
      if (extra >= least) continue;
      least = extra;
      best = { at, position, extra };
    }
  }
  return best;
}

/** The end of the day at which the job costs least; none where nobody has room for it. */
export function endOfDay(state: PlanState, job: number): JobPlace | undefined {
  let best: JobPlace | undefined;
  for (const [at, tour] of state.tours.entries()) {
    if (!maySuit(state.problem, at, job) || !tour.hasRoomFor(job)) continue;
    const position = tour.jobs.length;
    const extra = tour.costWith(job, position, Number.POSITIVE_INFINITY) - tour.cost;
    if (extra < (best?.extra ?? jobOf(state, job).worth)) best = { at, position, extra };
  }
  return best;
}

function jobOf(state: PlanState, job: number): Job {
  return state.problem.jobs[job] as Job;
}

/** How long the times are in which it can be begun. */
function spanOf(state: PlanState, job: number): number {
  return jobOf(state, job).windows.reduce((sum, { from, to }) => sum + to - from, 0);
}

function distanceFromStart(state: PlanState, job: number): number {
  const { problem } = state;
  const start = (problem.resources[0] as Resource).start;
  return problem.travelMinutes[start * problem.places + jobOf(state, job).place] as number;
}
