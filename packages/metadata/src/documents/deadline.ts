import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { actionSchema } from './effects.js';

/** A value computed over the record, or looked up in a decision table. */
const byTable = z.strictObject({ table: identifierSchema, output: identifierSchema });

export const limitSchema = z.union([
  byTable,
  /** Minutes of working time. */
  z.strictObject({ minutes: expressionSchema }),
]);
export type Limit = z.infer<typeof limitSchema>;

/** A calendar by its id, by a decision table, or by an expression that gives its id. Left out: every minute counts. */
export const calendarChoiceSchema = z.union([
  identifierSchema,
  byTable,
  z.strictObject({ id: expressionSchema }),
]);
export type CalendarChoice = z.infer<typeof calendarChoiceSchema>;

export const markTimeSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('percent'), percent: z.int().min(1).max(99) }),
  /** So many working minutes before the limit is reached. */
  z.strictObject({ at: z.literal('before'), minutes: z.int().min(1).max(100_000) }),
  z.strictObject({ at: z.literal('breach') }),
  /** So long after the breach, while nobody has stopped the clock; repeated at the same distance. */
  z.strictObject({
    at: z.literal('after'),
    minutes: z.int().min(1).max(100_000),
    time: z.enum(['working', 'clock']),
    times: z.int().min(1).max(50).optional(),
  }),
]);
export type MarkTime = z.infer<typeof markTimeSchema>;

export const markSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema.optional(),
  when: markTimeSchema,
  actions: z.array(actionSchema).min(1).max(20),
});
export type Mark = z.infer<typeof markSchema>;

export const deadlineStates = ['running', 'paused', 'met', 'missed', 'cancelled'] as const;
export type DeadlineStateName = (typeof deadlineStates)[number];

export const targetSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  /** The clock begins when this is first true. */
  start: expressionSchema,
  /** It stands still while this is true. */
  pause: expressionSchema.optional(),
  /** It has ended when this is true. */
  stop: expressionSchema,
  /** It no longer counts when this is true. */
  cancel: expressionSchema.optional(),
  /** What happens when the stop is no longer true: nothing, or the clock goes on from where it stood. */
  reopen: z.enum(['ignore', 'continue']).optional(),
  /** Left out: the time is measured, and is never up. */
  limit: limitSchema.optional(),
  calendar: calendarChoiceSchema.optional(),
  marks: z.array(markSchema).max(20).optional(),
  /** Fields of the record in which the clock is kept, for lists and reports. */
  keep: z
    .strictObject({
      due: identifierSchema.optional(),
      state: identifierSchema.optional(),
      /** Minutes of working time that were used, as of the last start, pause or stop. */
      used: identifierSchema.optional(),
      /** Minutes by the clock on the wall for which it stood still, as of the same moment. */
      paused: identifierSchema.optional(),
    })
    .optional(),
});
export type DeadlineTarget = z.infer<typeof targetSchema>;

/** Clocks on the records of a form: until when something must have happened. */
export const deadlineSchema = z.strictObject({
  kind: z.literal('deadline'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  form: formIdSchema,
  enabled: z.boolean().optional(),
  /** For which records it begins: those made from its publication on (when left out), or those made before too, by their history. */
  applies: z.enum(['new', 'existing']).optional(),
  targets: z.array(targetSchema).min(1).max(10),
});
export type Deadline = z.infer<typeof deadlineSchema>;
