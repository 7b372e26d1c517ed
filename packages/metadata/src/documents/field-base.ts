import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { fieldIdSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/** What every field can say of itself, whatever its type. */
export const fieldBaseShape = {
  id: fieldIdSchema,
  label: textSchema,
  help: textSchema.optional(),
  placeholder: textSchema.optional(),
  visible: expressionSchema.optional(),
  required: conditionSchema.optional(),
  readOnly: conditionSchema.optional(),
  default: expressionSchema.optional(),
  compute: expressionSchema.optional(),
  validate: z
    .array(z.strictObject({ check: expressionSchema, message: textSchema }))
    .max(20)
    .optional(),
  unique: z.boolean().optional(),
};
export const fieldBaseSchema = z.strictObject(fieldBaseShape);
export type FieldBase = z.infer<typeof fieldBaseSchema>;
