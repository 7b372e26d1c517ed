import { z } from 'zod';

/** `form`: only there; without it every form whose records the caller may read. `q` holds the words. */
export const searchQuerySchema = z.strictObject({
  q: z.string().max(400),
  form: z.string().max(48).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A piece of a text; `hit`: it was looked for. */
export interface TextPiece {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  form: string;
  id: string;
  title: string | null;
  /** Comparable within one answer only. */
  score: number;
  /** Where the words stand, the best field first. */
  excerpts: { field: string; pieces: TextPiece[] }[];
}

/** Groups of words that mean the same, all of an app. */
export const synonymsSchema = z.strictObject({
  groups: z.array(z.array(z.string().trim().min(1).max(60)).min(2).max(20)).max(2000),
});
export type Synonyms = z.infer<typeof synonymsSchema>;

/** How far the index of a form is. */
export interface SearchProgress {
  form: string;
  indexed: number;
  records: number;
}

export const suggestionBodySchema = z.strictObject({
  values: z.record(z.string().max(48), z.unknown()),
  limit: z.number().int().min(1).max(20).default(5),
});
export type SuggestionBody = z.infer<typeof suggestionBodySchema>;

/** Values of a new record, to be shown before it is written. */
export interface Draft {
  form: string;
  values: Record<string, unknown>;
}
