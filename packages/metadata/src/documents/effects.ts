import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/** Values to write: each field by an expression over the record at hand. */
export const assignmentsSchema = z
  .array(z.strictObject({ field: identifierSchema, value: expressionSchema }))
  .max(50);
export type Assignments = z.infer<typeof assignmentsSchema>;

/** Who is meant: by role, as the value of a member field (`assignee`, `customer.owner`), the record's creator, … */
export const peopleSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('role'), role: identifierSchema }),
  z.strictObject({ by: z.literal('member'), user: z.string().max(100) }),
  z.strictObject({ by: z.literal('field'), field: z.string().max(100) }),
  z.strictObject({ by: z.literal('department_head'), field: z.string().max(100).optional() }),
  z.strictObject({ by: z.literal('initiator') }),
]);
export type People = z.infer<typeof peopleSchema>;

/** Words with `{{field}}` in them; a path, never code. */
export const messageTemplateSchema = textSchema;

export const effectSchemas = {
  set: z.strictObject({ type: z.literal('set'), set: assignmentsSchema }),
  create: z.strictObject({
    type: z.literal('create'),
    form: formIdSchema,
    set: assignmentsSchema,
  }),
  notify: z.strictObject({
    type: z.literal('notify'),
    to: z.array(peopleSchema).min(1).max(20),
    title: messageTemplateSchema,
    body: messageTemplateSchema.optional(),
  }),
  start_flow: z.strictObject({ type: z.literal('start_flow'), flow: identifierSchema }),
};
export const actionSchema = z.discriminatedUnion('type', [
  effectSchemas.set,
  effectSchemas.create,
  effectSchemas.notify,
  effectSchemas.start_flow,
]);
export type Action = z.infer<typeof actionSchema>;
