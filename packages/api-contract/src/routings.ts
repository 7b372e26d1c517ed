import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { RecordReference } from './records.js';

export const routingBodySchema = z.strictObject({
  day: z.iso.date().regex(/^2[01]/),
  /** Only these jobs beside those that are planned already; left out: all that may be planned. */
  recordIds: z.array(z.uuid()).max(500).optional(),
  seconds: z.number().min(1).max(120).optional(),
});
export type RoutingBody = z.infer<typeof routingBodySchema>;

/** A job in a tour. Instants are ISO 8601; the way is that from the stop before. */
export interface TourStop {
  record: RecordReference;
  arrivalAt: string;
  startAt: string;
  endAt: string;
  km: number;
  travelMinutes: number;
  /** Breaks before setting out. */
  breaks: { from: string; to: string }[];
  /** No place is known: the way is a guess. */
  isGuess: boolean;
  /** How he suits, 0…100. */
  score: number | null;
  /** Where it stood before; null: it was not planned. */
  before: { resource: string; startAt: string } | null;
  version: number;
}

export interface PlannedTour {
  resource: RecordReference;
  stops: TourStop[];
  endAt: string | null;
  km: number;
  travelMinutes: number;
  workMinutes: number;
  overtimeMinutes: number;
}

/** What a plan comes to. */
export interface TourTotals {
  done: number;
  undone: number;
  km: number;
  travelMinutes: number;
  overtimeMinutes: number;
  /** Resources with anything to do. */
  used: number;
}

/** A day's tours as they could be; nothing is written before somebody agrees. */
export interface RoutingProposal {
  day: string;
  tours: PlannedTour[];
  undone: { record: RecordReference; why: 'nobody' | 'day_off' | 'too_late' | 'no_room'; message: Text }[];
  proposed: TourTotals;
  /** What can be done of the day as it stands now; what nobody has yet is undone. */
  asItStands: TourTotals;
  /** As one would plan by hand: one job after the other, each to the end of the day of whoever is nearest. */
  byHand: TourTotals;
  /** How many planned jobs change hands, and how many begin at another time. */
  handedOver: number;
  moved: number;
  seconds: number;
}
