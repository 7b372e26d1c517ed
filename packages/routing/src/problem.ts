/** Minutes since some moment that the whole problem agrees on, such as midnight of the day planned. */
export type Minute = number;

export interface Window {
  from: Minute;
  to: Minute;
}

/** A pause that must lie between `from` and `to` of the day, begun no later than `to - minutes`. */
export interface Break extends Window {
  minutes: number;
}

/** Where a job stood before: moving it away costs. */
export interface Former {
  resource: number;
  start: Minute;
}

/** Something to be done at one place. Resources and places are named by their index. */
export interface Job {
  place: number;
  minutes: number;
  /** Its work may begin inside any of these, in order of time. */
  windows: readonly Window[];
  /** What it costs to leave it undone. */
  worth: number;
  /** What it takes of the capacity, such as pieces on the van. */
  load?: number;
  /** Who may do it, and what it costs that he does (not he who suits best). Left out: everybody, at no cost. */
  suits?: ReadonlyMap<number, number>;
  /** Only this resource, as the office has locked it. */
  locked?: number;
  former?: Former;
}

/** Who goes round. */
export interface Resource {
  /** Places where the day begins and ends; null: it ends at the last job. */
  start: number;
  end: number | null;
  /** The shift; work beyond `to` is overtime, none is possible beyond `latest`. */
  from: Minute;
  to: Minute;
  latest: Minute;
  breaks: readonly Break[];
  capacity?: number;
}

/** What counts how much; all are at least 0. */
export interface Costs {
  perKm: number;
  perTravelMinute: number;
  perOvertimeMinute: number;
  /** For each job done by somebody else than before, and for each minute its beginning moves. */
  perHandOver: number;
  perMovedMinute: number;
  /** For each resource that has anything to do. */
  perResource: number;
}

export interface TourProblem {
  jobs: readonly Job[];
  resources: readonly Resource[];
  /** How far it is from place to place: `travel[from * places + to]`. */
  places: number;
  travelMinutes: Float64Array;
  travelKm: Float64Array;
  costs: Costs;
  /** Serve all with as few resources as possible before anything else counts. */
  fewest?: boolean;
}

/** For each resource its jobs in order, and what nobody does. */
export interface Tours {
  tours: number[][];
  undone: number[];
  cost: number;
}

/** What the search is given, since it knows neither clock nor chance. */
export interface SearchContext {
  /** From 0 to below 1. */
  random: () => number;
  /** How much of the allowed time is used: from 0; the search ends at 1. */
  progress: () => number;
}
