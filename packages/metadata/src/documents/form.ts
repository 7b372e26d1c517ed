import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { fieldIdSchema, formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { conversionsSchema } from './conversion.js';
import { duplicatesSchema } from './duplicates.js';
import { fieldSchema } from './field.js';
import { flagSchema } from './flags.js';
import { layoutSchema } from './layout.js';
import { searchSchema } from './search.js';
import { suggestionsSchema } from './suggestions.js';
import { syncSidesSchema } from './sync-sides.js';

export const sortSchema = z
  .array(z.strictObject({ field: z.string().max(100), direction: z.enum(['ascending', 'descending']) }))
  .max(5);
export type Sort = z.infer<typeof sortSchema>;

export const viewSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  filter: expressionSchema.optional(),
  sort: sortSchema.optional(),
  columns: z.array(z.string().max(100)).max(60).optional(),
  /** Shown as a place to read: titles with some words of a field, and beside them the record that is open. */
  reading: z.strictObject({ excerpt: fieldIdSchema.optional() }).optional(),
});
export type View = z.infer<typeof viewSchema>;

export const formSchema = z.strictObject({
  kind: z.literal('form'),
  schema: z.literal(1),
  id: formIdSchema,
  label: textSchema,
  description: textSchema.optional(),
  icon: z.string().max(40).optional(),
  /** The field whose value stands for a record wherever one is named. */
  title: fieldIdSchema.optional(),
  /** What tells records apart beside their title, such as the subject of a numbered order. */
  subtitle: fieldIdSchema.optional(),
  /** The member field that says who has the record now; the owner where there is none. */
  handler: fieldIdSchema.optional(),
  /** Fields whose values the head of a record page shows beside its state, such as whether it is in warranty. */
  badges: z.array(fieldIdSchema).max(5).optional(),
  flags: z.array(flagSchema).max(10).optional(),
  fields: z.array(fieldSchema).max(500),
  layout: layoutSchema,
  views: z.array(viewSchema).max(50).optional(),
  /** The field that lists and record pages show as the state of a record. */
  status: fieldIdSchema.optional(),
  /** What happens to the value of a field that is not visible when the record is written. */
  hiddenFields: z.enum(['clear', 'keep']).optional(),
  search: searchSchema.optional(),
  duplicates: duplicatesSchema.optional(),
  suggestions: suggestionsSchema.optional(),
  conversions: conversionsSchema.optional(),
  sync: syncSidesSchema.optional(),
});
export type Form = z.infer<typeof formSchema>;
