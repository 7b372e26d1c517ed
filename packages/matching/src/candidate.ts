import type { PairFacts } from './program.js';

/** A record that is to be served. `values` carry what the expressions look up through references. */
export interface Demand {
  id: string;
  values: Readonly<Record<string, unknown>>;
}

/** A record that may serve. */
export interface Candidate {
  id: string;
  values: Readonly<Record<string, unknown>>;
}

/** What is known of one demand and one candidate together: figures by id, and how far it is. */
export interface Between {
  figures: Readonly<Record<string, unknown>>;
  distanceKm: string | null;
  travelMinutes: string | null;
}

/** All that the expressions of a matching see of one pair. */
export function factsOf(demand: Demand, candidate: Candidate, between: Between): PairFacts {
  return {
    ...demand.values,
    id: demand.id,
    candidate: { ...candidate.values, id: candidate.id },
    figure: between.figures,
    distance_km: between.distanceKm,
    travel_minutes: between.travelMinutes,
  };
}
