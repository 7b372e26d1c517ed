import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { identifierSchema } from '../identifier.js';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'such as 08:30');

/**
 * Times that may be promised for a demand of the matching. A window is open while somebody meets every constraint at
 * its times and all that was promised before still finds its people. The fields are the demand's.
 */
export const appointmentsSchema = z.strictObject({
  /** What was promised is kept here. */
  from: identifierSchema,
  to: identifierSchema,
  /** When the work begins: constraints and figures are asked as if it stood here. */
  start: identifierSchema,
  /** How long it takes: from a field, else so many minutes. */
  duration: z.strictObject({ field: identifierSchema, unit: z.enum(['minute', 'hour']) }).optional(),
  minutes: z.int().min(5).max(1440),
  /** Records for which a time may be chosen, and those whose time or promise takes room. */
  when: conditionSchema.optional(),
  holds: conditionSchema.optional(),
  /** The work begins within one of these. */
  windows: z
    .array(z.strictObject({ from: clock, to: clock }))
    .min(1)
    .max(12),
  /** Only windows at whose beginning this calendar works. */
  calendar: identifierSchema.optional(),
  /** How many days ahead, how long before, and until how long before a choice from outside may be changed. */
  days: z.int().min(1).max(60),
  leadMinutes: z.int().min(0).max(20_160),
  changeMinutes: z.int().min(0).max(20_160).optional(),
  /** Between two pieces of work: for the way. */
  gapMinutes: z.int().min(0).max(480).optional(),
  /** Pauses that everybody has at some time of the day. */
  breaks: z
    .array(z.strictObject({ from: clock, to: clock, minutes: z.int().min(5).max(240) }))
    .max(3)
    .optional(),
  /** Beginnings that are tried within a window, every so many minutes; 30 when not said. */
  stepMinutes: z.int().min(10).max(240).optional(),
  /** Constraints that are looked at when somebody is assigned, not when a time is promised. */
  later: z.array(identifierSchema).max(30).optional(),
  /** How much of a candidate's day may be promised, in what the matching calls load; its capacity when not said. */
  capacity: expressionSchema.optional(),
  /** Roles that may promise times for what they read; others need the right to change these fields. */
  roles: z.array(identifierSchema).max(20).optional(),
  /** Roles that may promise a time without room, with a reason. */
  overbook: z.array(identifierSchema).max(20).optional(),
});
export type Appointments = z.infer<typeof appointmentsSchema>;
