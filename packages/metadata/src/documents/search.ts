import { z } from 'zod';
import { fieldIdSchema } from '../identifier.js';

const weightSchema = z.number().min(0.1).max(10);

/** Where a search of a form looks, and what a word found there counts. Without it: title, short texts and long ones. */
export const searchSchema = z.strictObject({
  fields: z
    .array(z.strictObject({ field: fieldIdSchema, weight: weightSchema.optional() }))
    .min(1)
    .max(30),
});
export type SearchDeclaration = z.infer<typeof searchSchema>;
