import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { RecordReference } from './records.js';

const id = z.uuid();

/** As if these of the record's fields were so: moments and numbers, such as when the work begins and how long it takes. */
const timesSchema = z
  .record(
    z.string().max(100),
    z.union([z.iso.datetime({ offset: true }), z.string().regex(/^\d{1,9}(\.\d{1,6})?$/)]).nullable(),
  )
  .refine((times) => Object.keys(times).length <= 10);
export type SupposedTimes = z.infer<typeof timesSchema>;

export const proposalBodySchema = z.strictObject({ recordId: id, as: timesSchema.optional() });
export type ProposalBody = z.infer<typeof proposalBodySchema>;

export const assignmentBodySchema = z.strictObject({
  recordIds: z.array(id).min(1).max(2000),
  /** Seconds the search may take. */
  seconds: z.int().min(1).max(120).default(20),
});
export type AssignmentBody = z.infer<typeof assignmentBodySchema>;

export const applyAssignmentBodySchema = z.strictObject({
  pairs: z
    .array(z.strictObject({ recordId: id, candidateId: id }))
    .min(1)
    .max(2000),
});
export type ApplyAssignmentBody = z.infer<typeof applyAssignmentBodySchema>;

export const choiceBodySchema = z.strictObject({
  recordId: id,
  candidateId: id,
  reason: z.string().trim().max(500).optional(),
  /** When it is going to be, where that is written together with the choice. */
  as: timesSchema.optional(),
});
export type ChoiceBody = z.infer<typeof choiceBodySchema>;

export interface MatchedTerm {
  id: string;
  value: string | null;
  /** 0…1 */
  scaled: number;
  weight: number;
  points: number;
}
export interface MatchedCandidate {
  candidate: RecordReference;
  person: RecordReference | null;
  distanceKm: string | null;
  travelMinutes: string | null;
}
export interface RankedCandidate extends MatchedCandidate {
  score: number;
  terms: MatchedTerm[];
}
export interface ExcludedCandidate extends MatchedCandidate {
  failed: {
    constraint: string;
    label: Text;
    /** What would have to change, each as a sentence; not complete: something not known besides. */
    changes: { path: string; from: unknown; to: unknown; words: Text }[];
    isComplete: boolean;
    unsolved: Text[];
  }[];
}

/** Who suits a record, best first, and why the others do not. */
export interface Proposal {
  matching: {
    id: string;
    label: Text;
    field: string | null;
    reasonFrom: number | null;
    terms: { id: string; label: Text; unit: Text | null; weight: number }[];
  };
  ranked: RankedCandidate[];
  excluded: ExcludedCandidate[];
}

/** For many records at once. Totals are in points weighted by importance. */
export interface AssignmentProposal {
  pairs: {
    record: RecordReference;
    candidate: RecordReference;
    person: RecordReference | null;
    score: number;
  }[];
  unassigned: RecordReference[];
  total: number;
  greedyTotal: number;
  isOptimal: boolean;
  milliseconds: number;
}

export interface Choice {
  id: string;
  at: string;
  by: RecordReference | null;
  record: RecordReference;
  candidate: RecordReference;
  best: RecordReference | null;
  score: number | null;
  /** Points below the best; null where the candidate was excluded. */
  difference: number | null;
  rank: number | null;
  reason: string | null;
}

/** How often and how far choices by hand differ from the proposals. */
export interface ChoiceSummary {
  count: number;
  overridden: number;
  excluded: number;
  meanDifference: number | null;
  reasons: { reason: string; count: number }[];
}
