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

export const duplicatePairsQuerySchema = z.strictObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export type DuplicatePairsQuery = z.infer<typeof duplicatePairsQuerySchema>;

/** Two records are not the same after all, or may be again. */
export const dismissalBodySchema = z.strictObject({
  first: z.uuid(),
  second: z.uuid(),
  isDismissed: z.boolean().default(true),
});
export type DismissalBody = z.infer<typeof dismissalBodySchema>;

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
