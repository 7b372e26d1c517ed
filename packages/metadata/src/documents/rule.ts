import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { actionSchema } from './effects.js';

export const ruleTriggerSchema = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('created') }),
  /** One of these fields has another value than before; `old.…` is at hand in the condition. No fields: any. */
  z.strictObject({ on: z.literal('changed'), fields: z.array(identifierSchema).max(50) }),
  z.strictObject({ on: z.literal('deleted') }),
  /** So long after the moment in a date field; the condition is looked at then. */
  z.strictObject({
    on: z.literal('time'),
    field: identifierSchema,
    after: z.strictObject({
      amount: z.int().min(-10_000).max(100_000),
      unit: z.enum(['minute', 'hour', 'day']),
    }),
  }),
]);
export type RuleTrigger = z.infer<typeof ruleTriggerSchema>;

export const ruleSchema = z.strictObject({
  kind: z.literal('rule'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  form: formIdSchema,
  enabled: z.boolean().optional(),
  trigger: ruleTriggerSchema,
  condition: expressionSchema.optional(),
  actions: z.array(actionSchema).min(1).max(20),
});
export type Rule = z.infer<typeof ruleSchema>;
