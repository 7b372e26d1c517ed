import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema, formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { assignmentsSchema } from './effects.js';

/**
 * A new record made from the one at hand: a case becomes an article, a request an order. `set`: fields of the new
 * record, expressions over the one at hand; `files`: attachments copied from field to field; `source`: the reference
 * field of the new record that leads back; `when`: where it is offered.
 */
export const conversionSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  to: formIdSchema,
  when: expressionSchema.optional(),
  set: assignmentsSchema,
  files: z
    .array(z.strictObject({ from: fieldIdSchema, to: fieldIdSchema }))
    .max(10)
    .optional(),
  source: fieldIdSchema.optional(),
});
export type Conversion = z.infer<typeof conversionSchema>;
export const conversionsSchema = z.array(conversionSchema).max(10);
