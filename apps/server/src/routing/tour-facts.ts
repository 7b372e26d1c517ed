import type { Values } from '@fieldwork/form-engine';
import type { Routing } from '@fieldwork/metadata';
import type { MatchingFacts } from '../matching/matching-reader.js';

/** All that the tours of a day are planned from, as the caller sees it. */
export interface TourFacts {
  routing: Routing;
  /** Jobs to be planned, in the order of the matching's demands. */
  jobs: JobFacts[];
  matched: MatchingFacts;
  /** By candidate: when somebody is away, and what of his day is under way or done. */
  away: Map<string, { from: unknown; to: unknown }[]>;
  begun: Map<string, { id: string; values: Values }[]>;
  people: Map<string, Values>;
  /** Nobody works on this day: only what somebody has been given for it stays, and stays his. */
  isDayOff: boolean;
}

export interface JobFacts {
  id: string;
  values: Values;
  /** The candidate who has it, if he is one. */
  candidate: string | null;
  isLocked: boolean;
}
