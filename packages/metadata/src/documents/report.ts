import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

export const grains = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
export type Grain = (typeof grains)[number];

/** What rows are grouped by: a field (or `reference.field`), dates by a grain. */
export const dimensionSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema.optional(),
  field: z.string().max(100),
  grain: z.enum(grains).optional(),
});
export type Dimension = z.infer<typeof dimensionSchema>;

export const aggregates = ['count', 'sum', 'average', 'min', 'max', 'distinct', 'share', 'ratio'] as const;
export type Aggregate = (typeof aggregates)[number];

/**
 * A figure. `value` is what is summed, averaged …; `filter` narrows the rows it counts;
 * `ratio` divides measure `of` by measure `by`; `at` gives dimensions another date field for this
 * figure alone (closed in the week beside created in the week).
 */
export const measureSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  aggregate: z.enum(aggregates),
  value: expressionSchema.optional(),
  filter: expressionSchema.optional(),
  of: identifierSchema.optional(),
  by: identifierSchema.optional(),
  at: z.record(identifierSchema, z.string().max(100)).optional(),
  unit: textSchema.optional(),
  format: z.enum(['number', 'percent', 'duration_minutes', 'money']).optional(),
  scale: z.int().min(0).max(6).optional(),
  /** Needed by another measure, not shown itself. */
  hidden: z.boolean().optional(),
});
export type Measure = z.infer<typeof measureSchema>;

export const chartTypes = ['kpi', 'table', 'bar', 'line', 'pie', 'ranking', 'gauge'] as const;
export type ChartType = (typeof chartTypes)[number];

export const reportSchema = z.strictObject({
  kind: z.literal('report'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  /** The definition of the figure, in words, shown beside it. */
  description: textSchema.optional(),
  form: formIdSchema,
  filter: expressionSchema.optional(),
  dimensions: z.array(dimensionSchema).max(4),
  measures: z.array(measureSchema).min(1).max(12),
  sort: z
    .array(z.strictObject({ by: identifierSchema, direction: z.enum(['ascending', 'descending']) }))
    .max(4)
    .optional(),
  limit: z.int().min(1).max(1000).optional(),
  chart: z.strictObject({
    type: z.enum(chartTypes),
    horizontal: z.boolean().optional(),
    target: z.string().max(40).optional(),
    max: z.string().max(40).optional(),
  }),
});
export type Report = z.infer<typeof reportSchema>;
