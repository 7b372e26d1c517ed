import { z } from 'zod';
import type { TextPiece } from './search.js';

/** `values`: a record that is not written yet, or (with `id`) one that is being changed. */
export const duplicatesBodySchema = z.strictObject({
  values: z.record(z.string().max(48), z.unknown()),
  id: z.uuid().optional(),
});
export type DuplicatesBody = z.infer<typeof duplicatesBodySchema>;

export type DuplicateReason =
  | { kind: 'same'; fields: string[] }
  | { kind: 'near'; field: string; similarity: number; different: TextPiece[] };

export interface Duplicate {
  id: string;
  title: string | null;
  created_at: string;
  reasons: DuplicateReason[];
}

/** Two records that are probably the same. */
export interface DuplicatePair {
  first: { id: string; title: string | null };
  second: { id: string; title: string | null };
  reasons: DuplicateReason[];
}

/**
 * Merges `other` into `survivor`. `values`: fields to take from the other; rows of a sub-table and files named there
 * are added to those of the survivor.
 */
export const mergeBodySchema = z.strictObject({
  survivor: z.uuid(),
  other: z.uuid(),
  take: z.array(z.string().max(48)).max(500).default([]),
});
export type MergeBody = z.infer<typeof mergeBodySchema>;

export interface MergeData {
  id: string;
  survivor: string;
  other: string;
  at: string;
  by: { id: string; title: string } | null;
  undoneAt: string | null;
  /** Until when it can be undone. */
  until: string;
}
