import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { assignmentsSchema } from '../effects.js';
import { fillSchema } from './overview.js';
import { pageBaseShape } from './page-base.js';

const path = z.string().min(1).max(100);

/** A form that is searched while somebody types, by which fields, and what a found record gives to the new one. */
export const intakeSearchSchema = z.strictObject({
  id: identifierSchema,
  form: formIdSchema,
  fields: z.array(path).min(1).max(8),
  filter: expressionSchema.optional(),
  /** What tells the found ones apart, beside their title. */
  shown: z.array(path).max(4).optional(),
  fill: fillSchema,
  /** The overview that opens, of the found record or (`overviewOf`) of the record a field of it leads to. */
  overview: identifierSchema.optional(),
  overviewOf: path.optional(),
});
export type IntakeSearch = z.infer<typeof intakeSearchSchema>;

/** Where requests by telephone are taken: search, overview and the new record side by side. */
export const intakeSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('intake'),
  form: formIdSchema,
  /** The fields that are asked; all of the form when left out. */
  fields: z.array(identifierSchema).max(60).optional(),
  set: assignmentsSchema.optional(),
  search: z.array(intakeSearchSchema).min(1).max(8),
  /** A search by a caller's number that finds nobody leaves the number in this field. */
  caller: identifierSchema.optional(),
});
export type Intake = z.infer<typeof intakeSchema>;
