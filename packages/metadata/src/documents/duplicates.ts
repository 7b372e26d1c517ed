import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema } from '../identifier.js';

/** What a person compares in two records: as it is, or without case, width, blanks and signs. */
const keySchema = z.strictObject({
  fields: z.array(fieldIdSchema).min(1).max(5),
  compare: z.enum(['exact', 'normalised']).optional(),
});

const nearSchema = z.strictObject({
  field: fieldIdSchema,
  /** From which likeness on, 0…1, two texts count as near. */
  similarity: z.number().min(0.2).max(1),
});

/**
 * Which records of a form are probably the same. One key whose fields are all filled and equal suffices, and so does
 * one near text. `within`: only records whose moment lies at most so many days before now. `filter`: only these.
 */
export const duplicatesSchema = z
  .strictObject({
    keys: z.array(keySchema).max(10).optional(),
    near: z.array(nearSchema).max(5).optional(),
    within: z
      .strictObject({ field: z.string().max(100), days: z.number().int().min(1).max(3650) })
      .optional(),
    filter: expressionSchema.optional(),
  })
  .refine(({ keys = [], near = [] }) => keys.length + near.length > 0, 'what is to be compared?');
export type DuplicatesDeclaration = z.infer<typeof duplicatesSchema>;
