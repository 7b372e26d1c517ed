import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema, identifierSchema } from '../identifier.js';

/**
 * Records of a library that may help whoever is about to ask, found by the words of his answers. `filter`: over the form
 * of the library; `current.…` names the answers, `current.about.…` what the request is about.
 */
export const helpSchema = z.strictObject({
  page: identifierSchema,
  query: z.array(fieldIdSchema).min(1).max(5),
  filter: expressionSchema.optional(),
  /** How much of what the answers say a record must hold to be offered; rarer words say more. */
  leastPercent: z.int().min(1).max(100).optional(),
});
export type Help = z.infer<typeof helpSchema>;
