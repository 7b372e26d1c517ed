import { z } from 'zod';
import { type ChartType, chartTypes } from '../charts/charts.js';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

export const grains = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
export type Grain = (typeof grains)[number];

const pathSchema = z.string().max(100);
const levelShape = { field: pathSchema, grain: z.enum(grains).optional(), label: textSchema.optional() };

/**
 * What rows are grouped by: a field (or `reference.field`), dates by a grain. `levels` lie below it and open
 * one after the other by a click; dates have finer grains below them without being told.
 */
export const dimensionSchema = z.strictObject({
  id: identifierSchema,
  ...levelShape,
  levels: z.array(z.strictObject(levelShape)).max(5).optional(),
});
export type Dimension = z.infer<typeof dimensionSchema>;

export const aggregates = [
  'count',
  'sum',
  'average',
  'median',
  'min',
  'max',
  'distinct',
  'share',
  'ratio',
  'cumulative',
  'kpi',
] as const;
export type Aggregate = (typeof aggregates)[number];

export const figureFormats = ['number', 'percent', 'duration_minutes', 'money'] as const;

/**
 * A figure. `value` is what is summed, averaged …; `filter` narrows the rows it counts;
 * `ratio` divides measure `of` by measure `by`, `cumulative` adds up measure `of` along the time axis;
 * `at` gives dimensions (and `period`, the report's period) another field for this figure alone (closed in the
 * week beside created in the week); `form` and `rows` take it from another form that shares the dimensions,
 * `kpi` from its definition.
 */
export const measureSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  aggregate: z.enum(aggregates),
  value: expressionSchema.optional(),
  filter: expressionSchema.optional(),
  of: identifierSchema.optional(),
  by: identifierSchema.optional(),
  kpi: identifierSchema.optional(),
  form: formIdSchema.optional(),
  rows: identifierSchema.optional(),
  at: z.record(identifierSchema, pathSchema).optional(),
  unit: textSchema.optional(),
  format: z.enum(figureFormats).optional(),
  scale: z.int().min(0).max(6).optional(),
  /** Needed by another measure, not shown itself. */
  hidden: z.boolean().optional(),
  /** A level, such as a stock: all that came together until then, at the middle of a period's beginning and its end. */
  level: z.boolean().optional(),
});
export type Measure = z.infer<typeof measureSchema>;

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** The last `count` days, weeks … up to now, the present one included, by the reader's clock. */
export const periodSchema = z.strictObject({
  field: pathSchema,
  unit: z.enum(periodUnits),
  count: z.int().min(1).max(400),
});
export type Period = z.infer<typeof periodSchema>;

/** The same length of time just before, or a year before: in both cases up to the same moment. */
export const comparisons = ['previous_period', 'last_year'] as const;
export type Comparison = (typeof comparisons)[number];

export const chartSchema = z.strictObject({
  type: z.enum(chartTypes as [ChartType, ...ChartType[]]),
  horizontal: z.boolean().optional(),
  stacked: z.boolean().optional(),
  target: z.string().max(40).optional(),
  max: z.string().max(40).optional(),
  /** The dimensions of a pivot table that run across. */
  columns: z.array(identifierSchema).max(2).optional(),
  /** The figures of a combo that are lines on the second axis; the others are bars. */
  lines: z.array(identifierSchema).max(8).optional(),
  /** A table ends with a line for all. */
  totals: z.boolean().optional(),
});

/**
 * Each record once for every date to come: `from` its first, then after so many `months` and `days` again, up to
 * `ahead` from today. The report knows the date as `repeat.on`. Without an interval a record has its first date only.
 */
export const repeatSchema = z.strictObject({
  from: pathSchema,
  months: expressionSchema.optional(),
  days: expressionSchema.optional(),
  ahead: z.strictObject({ unit: z.enum(periodUnits), count: z.int().min(1).max(60) }),
});
export type Repeat = z.infer<typeof repeatSchema>;
/** The date of a repetition, among the paths of a report. */
export const repeatedOn = 'repeat.on';

/** `rows`: the report counts the rows of this sub-table; its fields by name, those of the record as `parent.…`. */
export const reportSchema = z.strictObject({
  kind: z.literal('report'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  /** The definition of the figure, in words, shown beside it. */
  description: textSchema.optional(),
  form: formIdSchema,
  rows: identifierSchema.optional(),
  repeat: repeatSchema.optional(),
  filter: expressionSchema.optional(),
  period: periodSchema.optional(),
  compare: z.array(z.enum(comparisons)).max(2).optional(),
  dimensions: z.array(dimensionSchema).max(4),
  measures: z.array(measureSchema).min(1).max(12),
  sort: z
    .array(z.strictObject({ by: identifierSchema, direction: z.enum(['ascending', 'descending']) }))
    .max(4)
    .optional(),
  limit: z.int().min(1).max(1000).optional(),
  chart: chartSchema,
});
export type Report = z.infer<typeof reportSchema>;
