import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { optionColors } from '../field-types/choices.js';
import { identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/** What lists and record pages say beside a record for which `when` holds, in colour and word; the first that does. */
export const flagSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  color: z.enum(optionColors),
  when: expressionSchema,
});
export type Flag = z.infer<typeof flagSchema>;
