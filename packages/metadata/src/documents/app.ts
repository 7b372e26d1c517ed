import { z } from 'zod';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

// An entry says in the menu what it is called there; without words of its own it has the form's, view's or page's.
const menuEntry = [
  z.strictObject({
    type: z.literal('form'),
    form: formIdSchema,
    view: identifierSchema.optional(),
    label: textSchema.optional(),
  }),
  z.strictObject({ type: z.literal('page'), page: identifierSchema, label: textSchema.optional() }),
] as const;

export const menuItemSchema = z.discriminatedUnion('type', [
  ...menuEntry,
  z.strictObject({
    type: z.literal('group'),
    label: textSchema,
    items: z.array(z.discriminatedUnion('type', [...menuEntry])).max(100),
  }),
]);
export type MenuItem = z.infer<typeof menuItemSchema>;

export const appSchema = z.strictObject({
  kind: z.literal('app'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  icon: z.string().max(40).optional(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  timeZone: z.string().max(60).optional(),
  menu: z.array(menuItemSchema).max(100),
});
export type App = z.infer<typeof appSchema>;
