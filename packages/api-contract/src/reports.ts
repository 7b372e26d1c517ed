import {
  type Comparison,
  expressionSchema,
  type Kpi,
  type Option,
  type Report,
  reportSchema,
} from '@fieldwork/metadata';
import { z } from 'zod';

const condition = expressionSchema.optional();

/** A value somebody opened: the dimension's next level is shown, narrowed to it. */
export const openedSchema = z.strictObject({ dimension: z.string().max(50), value: z.json() });
export type OpenedValue = z.infer<typeof openedSchema>;

/** Narrowing by the filter line of a page and by opened values, beside the report's own filter. */
export const reportDataBodySchema = z.strictObject({
  filter: condition,
  opened: z.array(openedSchema).max(12).optional(),
  /** The first figure over its last periods instead of the report itself. */
  trend: z.boolean().optional(),
  timeZone: z.string().max(60).optional(),
});
export type ReportDataBody = z.infer<typeof reportDataBodySchema>;

/** A report that is not saved (yet): the designer's preview, and `records/aggregate`. */
export const aggregateBodySchema = z.strictObject({
  rows: reportSchema.shape.rows,
  dimensions: reportSchema.shape.dimensions,
  measures: reportSchema.shape.measures,
  filter: condition,
  period: reportSchema.shape.period,
  compare: reportSchema.shape.compare,
  sort: reportSchema.shape.sort,
  limit: reportSchema.shape.limit,
});
export type AggregateBody = z.infer<typeof aggregateBodySchema>;

/** What a figure means, as its KPI says; `time` names the date that puts a record into a period. */
export interface FigureDefinition
  extends Pick<Kpi, 'id' | 'label' | 'formula' | 'exclusions' | 'timeBasis' | 'direction' | 'target'> {
  time: Report['label'];
}

export interface ReportColumn {
  id: string;
  role: 'dimension' | 'measure' | 'comparison';
  label: Report['label'];
  kind: 'text' | 'number' | 'date' | 'choice' | 'reference' | 'boolean';
  grain?: string;
  format?: string;
  unit?: Report['label'];
  scale?: number;
  /** Words and colours of options, by value. */
  options?: Option[];
  /** Of a dimension: its values can be opened. */
  hasNext?: boolean;
  /** Of a figure: the form its records are in. */
  form?: string;
  definition?: FigureDefinition;
  /** Of a comparison: the figure it belongs to, and which time it is from. */
  of?: string;
  comparison?: Comparison;
}

/** A sum over some dimensions, computed by the database like every other row; `by` names those that stay. */
export interface ReportTotal {
  by: string[];
  row: unknown[];
  drill: unknown[];
}

/** Rows in column order; figures are decimal strings or null. */
export interface ReportData {
  columns: ReportColumn[];
  rows: unknown[][];
  /** Per row and figure (in the order of the figures) the JSON Logic that lists the records behind it. */
  drill: unknown[][];
  /** Per row and dimension the JSON Logic of its value, to narrow other reports by. */
  selects: unknown[][];
  totals: ReportTotal[];
  computedAt: string;
}
