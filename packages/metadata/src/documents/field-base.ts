import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { fieldIdSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/** What must hold, each with what is said where it does not. */
export const checksSchema = z.array(z.strictObject({ check: expressionSchema, message: textSchema })).max(20);
export type Checks = z.infer<typeof checksSchema>;

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
  validate: checksSchema.optional(),
  unique: z.boolean().optional(),
};
export const fieldBaseSchema = z.strictObject(fieldBaseShape);
export type FieldBase = z.infer<typeof fieldBaseSchema>;
