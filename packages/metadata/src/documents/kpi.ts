import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { figureFormats, measureSchema, periodSchema } from './report.js';

export const timeBases = ['clock', 'working'] as const;
export const directions = ['higher', 'lower'] as const;
export type Direction = (typeof directions)[number];

/**
 * A figure with one definition. The first of `measures` is the figure, the others are its parts;
 * `filter` leaves out what `exclusions` names in words; `period` is the time it is looked at when nothing else
 * is said, and its field is the date that puts a record into a period.
 */
export const kpiSchema = z.strictObject({
  kind: z.literal('kpi'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  /** The formula in words. */
  formula: textSchema,
  exclusions: textSchema.optional(),
  form: formIdSchema,
  rows: identifierSchema.optional(),
  filter: expressionSchema.optional(),
  measures: z.array(measureSchema).min(1).max(8),
  period: periodSchema,
  timeBasis: z.enum(timeBases).optional(),
  direction: z.enum(directions),
  target: z.string().max(40).optional(),
  format: z.enum(figureFormats).optional(),
  scale: z.int().min(0).max(6).optional(),
  unit: textSchema.optional(),
});
export type Kpi = z.infer<typeof kpiSchema>;
