import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema, formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

const label = { label: textSchema.optional() };

/** What a click on a suggested record does with the record at hand. */
export const suggestionActionSchema = z.discriminatedUnion('type', [
  /** Refers to it in a reference field, or adds a row that refers to it in a sub-table. */
  z.strictObject({
    type: z.literal('attach'),
    ...label,
    field: fieldIdSchema,
    column: fieldIdSchema.optional(),
  }),
  /** Puts a text of it into a field, after what stands there. */
  z.strictObject({ type: z.literal('quote'), ...label, from: fieldIdSchema, to: fieldIdSchema }),
  /** Copies the rows of its sub-table into one of the record: column of the record ← column of the suggestion. */
  z.strictObject({
    type: z.literal('checklist'),
    ...label,
    from: fieldIdSchema,
    to: fieldIdSchema,
    columns: z.record(fieldIdSchema, fieldIdSchema),
  }),
]);
export type SuggestionAction = z.infer<typeof suggestionActionSchema>;

/**
 * Records of another form that may help with the record at hand, found by its words. `query`: the fields whose words
 * are looked for (of a reference its title); `filter`: over the other form, `current.…` names the record at hand;
 * `leastPercent`: how much of what these words say a record must hold to be suggested; rarer words say more.
 */
export const suggestionSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  form: formIdSchema,
  query: z.array(z.string().max(100)).min(1).max(10),
  filter: expressionSchema.optional(),
  leastPercent: z.int().min(1).max(100).optional(),
  actions: z.array(suggestionActionSchema).max(8).optional(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
export const suggestionsSchema = z.array(suggestionSchema).max(5);
