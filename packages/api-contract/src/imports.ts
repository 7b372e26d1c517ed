import { fieldTypeNames, identifierSchema, textSchema } from '@fieldwork/metadata';
import { z } from 'zod';

/** One column of a sheet and what becomes of it. */
export const importColumnSchema = z.strictObject({
  /** Index of the column in the file. */
  column: z.int().min(0).max(2000),
  /** An existing field, or the id of the field to make. */
  field: z.string().max(100),
  /** For a new form: the field's type and label. */
  type: z.enum(fieldTypeNames).optional(),
  label: textSchema.optional(),
  /** Dates: how day and month stand (`d/M/y H:m`), and the zone they mean. */
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  /** A reference is found by this field of the other form. */
  matchBy: z.string().max(48).optional(),
  /** Words that stand for "nothing", beside the empty cell. */
  emptyWords: z.array(z.string().max(50)).max(20).optional(),
});
export type ImportColumn = z.infer<typeof importColumnSchema>;

export const importBodySchema = z.strictObject({
  file: z.uuid(),
  sheet: z.string().max(100).optional(),
  columns: z.array(importColumnSchema).min(1).max(500),
  timeZone: z.string().max(60).optional(),
  /** Update the record whose field has this value instead of adding one. */
  keyField: z.string().max(48).optional(),
  /** Of several rows with the same value in this column keep the last (a log turned into its latest state). */
  lastPerColumn: z.int().min(0).max(2000).optional(),
});
export type ImportBody = z.infer<typeof importBodySchema>;

/** Makes a form out of a file and imports into it. */
export const importFormBodySchema = importBodySchema.extend({
  form: z.strictObject({ id: identifierSchema.optional(), label: textSchema }),
});
export type ImportFormBody = z.infer<typeof importFormBodySchema>;

/** What the look into a file found: `POST /apps/{app}/imports/preview {file}`. */
export interface ImportPreview {
  sheets: string[];
  encoding: string | null;
  rowCount: number | null;
  columns: {
    column: number;
    header: string;
    suggestedField: string;
    suggestedType: (typeof fieldTypeNames)[number];
    dateOrder: 'ymd' | 'dmy' | 'mdy' | null;
    emptyWords: string[];
    distinct: number | null;
    samples: string[];
  }[];
  rows: string[][];
}

export interface ImportResult {
  form: string;
  read: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  /** File with the rows that could not be read and the reason per cell; null when there are none. */
  errorFile: string | null;
  firstErrors: { row: number; column: string; value: string; reason: { 'zh-CN': string; en: string } }[];
}

export interface JobData {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: { done: number; total: number | null; failed?: number };
  result: unknown;
  error: string | null;
  createdAt: string;
}
