import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { actionSchema } from './effects.js';
import { figuresSchema } from './figures.js';

/** The day's hours at which a rule looks at all records that its condition matches; days of the week 1 (Monday) to 7. */
export const scheduleSchema = z.strictObject({
  every: z.enum(['hour', 'day', 'week', 'month']),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  days: z.array(z.int().min(1).max(31)).min(1).max(31).optional(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

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
      /** Counts working time only; then in minutes or hours. */
      calendar: identifierSchema.optional(),
    }),
  }),
  /** At these hours for every record that the condition matches; what was missed during a downtime is made up for once. */
  z.strictObject({ on: z.literal('schedule'), schedule: scheduleSchema }),
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
  /** Figures over other records, at hand as `figure.<id>`. */
  figures: figuresSchema.optional(),
  condition: expressionSchema.optional(),
  actions: z.array(actionSchema).min(1).max(20),
});
export type Rule = z.infer<typeof ruleSchema>;
