import { expressionSchema } from '@fieldwork/metadata';
import { z } from 'zod';
import { reportDataBodySchema } from './reports.js';

export const exportFormats = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The records of a list as they are filtered and sorted; without `fields` all that the caller may see. */
export const exportBodySchema = z.strictObject({
  format: z.enum(exportFormats),
  filter: expressionSchema.optional(),
  search: z.string().max(200).optional(),
  sort: z.array(z.string().max(100)).max(5).optional(),
  fields: z.array(z.string().max(100)).min(1).max(300).optional(),
  timeZone: z.string().max(60).optional(),
});
export type ExportBody = z.infer<typeof exportBodySchema>;

/** A report as it is narrowed on the screen. */
export const reportExportBodySchema = z.strictObject({
  ...reportDataBodySchema.omit({ trend: true }).shape,
  format: z.enum(exportFormats),
});
export type ReportExportBody = z.infer<typeof reportExportBodySchema>;

/** What an export job answers. */
export interface ExportResult {
  form: string;
  /** The file, readable by whoever asked for it. */
  file: string;
  name: string;
  rows: number;
}

/** One line of the log of exports. */
export interface ExportEntry {
  id: string;
  at: string;
  by: { id: string; title: string } | null;
  subject: { kind: 'form' | 'report'; id: string };
  format: ExportFormat;
  rows: number;
  filter: unknown;
}
