import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { fieldIdSchema, formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { sortSchema } from '../form.js';
import { pageBaseShape } from './page-base.js';
import { brandSchema } from './portal.js';

/**
 * Records of a form that anybody may read, search and open, without an account and without a link: those of which
 * `filter` holds, and of each its title and what is `shown`. Only in these words is searched.
 */
export const librarySchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('library'),
  form: formIdSchema,
  brand: brandSchema,
  intro: textSchema.optional(),
  filter: expressionSchema,
  shown: z
    .array(z.strictObject({ field: fieldIdSchema, label: textSchema.optional() }))
    .min(1)
    .max(12),
  /** One of what is shown, whose beginning lists say below the title. */
  excerpt: fieldIdSchema.optional(),
  /** A choice by which readers narrow the list. */
  groups: fieldIdSchema.optional(),
  sort: sortSchema.optional(),
  /** The public form that is offered where nothing helped. */
  report: identifierSchema.optional(),
});
export type Library = z.infer<typeof librarySchema>;
