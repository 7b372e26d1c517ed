import { expressionSchema, type Report, reportSchema } from '@fieldwork/metadata';
import { z } from 'zod';

const condition = expressionSchema.optional();

/** Narrowing by the filter line of a page, beside the report's own filter. */
export const reportDataBodySchema = z.strictObject({
  filter: condition,
  timeZone: z.string().max(60).optional(),
});

/** A report that is not saved (yet): the designer's preview, and `records/aggregate`. */
export const aggregateBodySchema = z.strictObject({
  dimensions: reportSchema.shape.dimensions,
  measures: reportSchema.shape.measures,
  filter: condition,
  sort: reportSchema.shape.sort,
  limit: reportSchema.shape.limit,
});
export type AggregateBody = z.infer<typeof aggregateBodySchema>;

export interface ReportColumn {
  id: string;
  role: 'dimension' | 'measure';
  label: Report['label'];
  kind: 'text' | 'number' | 'date' | 'choice' | 'reference' | 'boolean';
  format?: string;
  unit?: Report['label'];
  scale?: number;
  /** Words and colours of options, by value. */
  options?: { id: string; label: Report['label']; color?: string }[];
}

/** Rows in column order; figures are decimal strings or null. */
export interface ReportData {
  columns: ReportColumn[];
  rows: unknown[][];
  /** Per row and figure (in the order of the figures) the JSON Logic that lists the records behind it. */
  drill: unknown[][];
  total: unknown[] | null;
  computedAt: string;
}
