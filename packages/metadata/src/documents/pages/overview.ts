import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { figuresSchema } from '../figures.js';
import { sortSchema } from '../form.js';
import { pageBaseShape } from './page-base.js';

const path = z.string().min(1).max(100);

/** A field of a new record and the path that gives its value; `id` stands for the record itself. */
export const fillSchema = z.array(z.strictObject({ field: identifierSchema, from: path })).max(20);
export type Fill = z.infer<typeof fillSchema>;

/** Other records beside the one at hand: `current.…` names it in the filter. */
export const overviewListSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema.optional(),
  form: formIdSchema,
  filter: expressionSchema,
  columns: z.array(path).min(1).max(12),
  sort: sortSchema.optional(),
  limit: z.int().min(1).max(50).optional(),
  /** A button for one more, with these values from the record at hand. */
  fill: fillSchema.optional(),
});
export type OverviewList = z.infer<typeof overviewListSchema>;

/** Records that stand on the time line of the record at hand, each at the moment `at`. */
export const overviewMomentsSchema = z.strictObject({
  id: identifierSchema,
  form: formIdSchema,
  filter: expressionSchema,
  at: path,
  text: path.optional(),
  state: path.optional(),
  /** What was said about these records stands on the line too. */
  comments: z.boolean().optional(),
});
export type OverviewMoments = z.infer<typeof overviewMomentsSchema>;

/** Everything there is to know of one record, on one page: who it is, how much, what belongs to it, what happened. */
export const overviewSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('overview'),
  form: formIdSchema,
  fields: z.array(path).max(24),
  figures: figuresSchema.optional(),
  lists: z.array(overviewListSchema).max(12),
  timeline: z.array(overviewMomentsSchema).max(8).optional(),
});
export type Overview = z.infer<typeof overviewSchema>;
