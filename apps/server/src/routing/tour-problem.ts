import type { Values } from '@fieldwork/form-engine';
import {
  amountOf,
  type Candidate,
  factsOf,
  fitsTogether,
  programOf,
  ratingOf,
  scopeOf,
} from '@fieldwork/matching';
import { lastingMinutes, type Matching, type Routing } from '@fieldwork/metadata';
import type { Costs, Job, Minute, Resource, TourProblem, Window } from '@fieldwork/routing';
import type { DayClock } from './day-clock.js';
import type { JobFacts, TourFacts } from './tour-facts.js';
import { stopOf, wayBetween } from './tour-way.js';

/** What leaving a job of importance 1 undone costs: more than any detour of a day. */
const UNDONE = 10_000;
const DAY_MINUTES = 24 * 60;

const usualCosts: Costs = {
  perKm: 1,
  perTravelMinute: 0.5,
  perOvertimeMinute: 1.5,
  perHandOver: 20,
  perMovedMinute: 0.1,
  perResource: 0,
};
/** What each point counts that somebody suits less than the best could. */
const PER_POINT = 0.3;

/** The problem, and how its numbers lead back to the records. */
export interface DayProblem {
  problem: TourProblem;
  /** What stood before, as tours. */
  first: number[][];
  /** By job and resource: how he suits, 0…100. */
  scoreOf: (job: number, resource: number) => number | null;
  isGuess: (job: number) => boolean;
}

/** The matching without what the tour decides itself. */
export function undecided(matching: Matching, { decides }: Routing): Matching {
  const rest = new Set(decides);
  return {
    ...matching,
    constraints: matching.constraints.filter(({ id }) => !rest.has(id)),
    terms: matching.terms.filter(({ id }) => !rest.has(id)),
  };
}

/** Translates a day into a problem of tours. `now`: nothing begins before it. */
export function problemOf(matching: Matching, facts: TourFacts, clock: DayClock, now: Minute): DayProblem {
  const { routing, jobs, matched } = facts;
  const { demands, candidates, around } = matched;
  const scores = new Map<string, number>();
  const resources = candidates.map((candidate) => dayOf(candidate.id, facts, clock, now));
  const travel = travelOf(matching, facts);
  const starts = [...resources.keys()].map((at) => demands.length + at);
  const tourJobs = demands.map((demand, index): Job => {
    const job = jobs[index] as JobFacts;
    const suits = new Map<number, number>();
    let importance = 1;
    let load: number | undefined;
    for (const [at, candidate] of candidates.entries()) {
      if (facts.isDayOff && !isGiven(job, candidate, facts, clock)) continue;
      const pair = factsOf(demand, candidate, around.between(demand, candidate));
      if (!resources[at] || !fitsTogether(matching, pair, around)) continue;
      const scope = scopeOf(programOf(matching, around.forms), pair, around.context);
      if (suits.size === 0) importance = amountOf(matching.importance, scope) ?? 1;
      load ??= amountOf(routing.load, scope) ?? undefined;
      const { score } = ratingOf(matching, pair, around);
      scores.set(`${index} ${at}`, score);
      suits.set(at, (100 - score) * PER_POINT);
    }
    return asJob(job, index, { suits, load, worth: UNDONE * Math.max(importance, 1e-3) }, facts, clock);
  });
  const withCapacity = resources.map((resource, at): Resource => {
    const capacity = capacityOf(matching, facts, at);
    return {
      ...(resource ?? closedDay),
      start: starts[at] as number,
      end: routing.resources.returns === false ? null : (starts[at] as number),
      ...(capacity === null ? {} : { capacity }),
    };
  });
  const problem: TourProblem = {
    jobs: tourJobs,
    resources: withCapacity,
    places: demands.length + candidates.length,
    travelMinutes: travel.minutes,
    travelKm: travel.km,
    costs: { ...usualCosts, ...routing.costs },
  };
  return {
    problem,
    first: firstTours(problem),
    scoreOf: (job, at) => scores.get(`${job} ${at}`) ?? null,
    isGuess: (job) => travel.isGuess(job),
  };
}

/** Somebody has been given it for this day: planned by hand, or fixed. */
function isGiven(
  { candidate, values, isLocked }: JobFacts,
  { id }: Candidate,
  { routing }: TourFacts,
  clock: DayClock,
): boolean {
  return candidate === id && (isLocked || clock.ofMoment(values[routing.jobs.start]) !== null);
}

const closedDay = { from: 0, to: 0, latest: 0, breaks: [] };

function asJob(
  { values, candidate, isLocked }: JobFacts,
  place: number,
  rest: Pick<Job, 'suits' | 'worth'> & { load: number | undefined },
  { routing, matched }: TourFacts,
  clock: DayClock,
): Job {
  const { start, window } = routing.jobs;
  const at = candidate === null ? -1 : matched.candidates.findIndex(({ id }) => id === candidate);
  const before = clock.ofMoment(values[start]);
  const { load, ...known } = rest;
  return {
    ...known,
    ...(load === undefined ? {} : { load }),
    place,
    minutes: lastingMinutes(routing.jobs, values),
    windows: [promised(clock, values, window)],
    ...(isLocked && at >= 0 ? { locked: at } : {}),
    ...(at >= 0 && before !== null ? { former: { resource: at, start: before } } : {}),
  };
}

/** The times promised; the whole day where nothing is, or only what is not of this day. */
function promised(
  clock: DayClock,
  values: Readonly<Record<string, unknown>>,
  window: Routing['jobs']['window'],
): Window {
  const end = clock.ofMoment(clock.to) ?? DAY_MINUTES;
  const from = window ? clock.ofMoment(values[window.from]) : null;
  const to = window ? clock.ofMoment(values[window.to]) : null;
  const isOfToday = (from ?? 0) < end && (to ?? end) > 0;
  if (!isOfToday) return { from: 0, to: end };
  return { from: Math.max(0, from ?? 0), to: Math.min(end, Math.max(to ?? end, from ?? 0)) };
}

/** Somebody's day: the shift less what he is away and what he has begun; none when he does not work. */
function dayOf(
  id: string,
  facts: TourFacts,
  clock: DayClock,
  now: Minute,
): Omit<Resource, 'start' | 'end'> | null {
  const { routing } = facts;
  const { shift, breaks = [], overtimeMinutes = 0 } = routing.resources;
  const person = facts.people.get(id) ?? {};
  const opens = clock.ofClock(person[shift.from]);
  const closes = clock.ofClock(person[shift.to]);
  if (opens === null || closes === null || closes <= opens) return null;
  const pauses = breaks.map(({ from, to, minutes }) => ({
    from: clock.ofClock(from) ?? 0,
    to: clock.ofClock(to) ?? 0,
    minutes,
  }));
  let from = Math.max(opens, now);
  let to = closes;
  let latest = closes + overtimeMinutes;
  for (const { values } of facts.begun.get(id) ?? []) {
    const start = clock.ofMoment(values[routing.jobs.start]);
    if (start !== null) from = Math.max(from, start + lastingMinutes(routing.jobs, values));
  }
  for (const gone of facts.away.get(id) ?? []) {
    const begin = clock.ofMoment(gone.from) ?? Number.NEGATIVE_INFINITY;
    const end = clock.ofMoment(gone.to) ?? Number.POSITIVE_INFINITY;
    if (end <= from || begin >= latest) continue;
    if (begin <= from) from = end;
    else if (end >= to) {
      to = Math.min(to, begin);
      latest = Math.min(latest, begin);
    } else pauses.push({ from: begin, to: end, minutes: end - begin });
  }
  // A break that began before the day did has been taken.
  const ahead = pauses.filter((pause) => pause.to - pause.minutes >= from);
  return from < latest ? { from, to: Math.max(from, to), latest, breaks: ahead } : null;
}

function capacityOf(matching: Matching, { routing, matched }: TourFacts, at: number): number | null {
  if (routing.capacity === undefined) return null;
  const { demands, candidates, around } = matched;
  const [demand] = demands;
  const candidate = candidates[at];
  if (!demand || !candidate) return null;
  const pair = factsOf(demand, candidate, around.between(demand, candidate));
  return amountOf(routing.capacity, scopeOf(programOf(matching, around.forms), pair, around.context));
}

/** Kilometres and minutes from every place to every other: jobs first, then where people begin. */
function travelOf(matching: Matching, facts: TourFacts) {
  const { demands, candidates, places } = facts.matched;
  const { distance } = matching;
  const matrix = distance?.matrix;
  const begun = candidates.map((candidate) => lastBegun(candidate, facts));
  const stops = [
    ...demands.map(({ values }) => stopOf(values, distance?.to ?? [], matrix?.demand)),
    ...candidates.map(({ values }, at) =>
      begun[at]
        ? stopOf(begun[at], distance?.to ?? [], matrix?.demand)
        : stopOf(values, distance?.from ?? [], matrix?.candidate),
    ),
  ];
  const count = stops.length;
  const km = new Float64Array(count * count);
  const minutes = new Float64Array(count * count);
  for (const [a, from] of stops.entries())
    for (const [b, to] of stops.entries()) {
      if (a === b) continue;
      const way = wayBetween(distance, places, from, to);
      km[a * count + b] = way.km;
      minutes[a * count + b] = way.minutes;
    }
  return {
    km,
    minutes,
    isGuess: (job: number) => stops[job]?.place === null && stops[job]?.name === null,
  };
}

/** Where somebody is when he is under way: the place of the last that he has begun. */
function lastBegun({ id }: Candidate, { begun }: TourFacts): Values | undefined {
  return begun.get(id)?.at(-1)?.values;
}

/** Each resource's former jobs in the order of time. */
function firstTours({ jobs, resources }: TourProblem): number[][] {
  return resources.map((_, at) =>
    [...jobs.entries()]
      .filter(([, { former, suits }]) => former?.resource === at && suits?.has(at) !== false)
      .sort(([, a], [, b]) => (a.former?.start ?? 0) - (b.former?.start ?? 0))
      .map(([index]) => index),
  );
}
