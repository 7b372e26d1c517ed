import type { Brand, Text } from '@fieldwork/metadata';
import { z } from 'zod';
import type { TextPiece } from './search.js';

/** So much of a library is paged through; beyond it, readers search. */
export const libraryPaging = { pageSize: 20, mostPages: 10 } as const;

/** A record of a library in a list: where the words stand, or how it begins. */
export interface LibraryRow {
  id: string;
  title: string;
  excerpt: TextPiece[];
  /** Its page. */
  path: string;
}

export interface LibraryData {
  brand: Brand;
  label: Text;
  intro: Text | null;
  groups: { id: string; label: Text }[];
  rows: LibraryRow[];
  hasMore: boolean;
  /** The address of the public form for whoever found nothing. */
  report: string | null;
}

/** What is shown of a field: words, formatted text that is clean, or files by their addresses. */
export type LibraryPart = { label: Text } & (
  | { text: Text }
  | { html: string }
  | { files: { name: string; path: string; isPicture: boolean }[] }
);

export interface LibraryRecord {
  brand: Brand;
  label: Text;
  title: string;
  parts: LibraryPart[];
  report: string | null;
}

export const libraryQuerySchema = z.object({
  q: z.string().trim().max(100).default(''),
  group: z.string().max(63).default(''),
  page: z.coerce.number().int().min(1).max(libraryPaging.mostPages).default(1),
});
export type LibraryQuery = z.infer<typeof libraryQuerySchema>;

/** Answers as far as they are given. */
export const helpBodySchema = z.strictObject({
  values: z.record(z.string().max(100), z.json()),
  token: z.string().max(200).nullable().default(null),
});
export type HelpBody = z.infer<typeof helpBodySchema>;
