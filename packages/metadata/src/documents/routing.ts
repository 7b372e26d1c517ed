import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { awaySchema } from './pages/timeline.js';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'such as 08:30');
const cost = z.number().min(0).max(1e6);

/** What is to be done: the demands of the matching. */
export const routingJobsSchema = z.strictObject({
  /** Those that can be planned for the day at all. */
  filter: conditionSchema.optional(),
  /** The field that the beginning is written to; a job planned for another day stays there. */
  start: identifierSchema,
  /** How long it takes: from a field, else so many minutes. */
  duration: z.strictObject({ field: identifierSchema, unit: z.enum(['minute', 'hour']) }).optional(),
  minutes: z.int().min(1).max(1440),
  /** The times promised to the customer: the work begins inside them. */
  window: z.strictObject({ from: identifierSchema, to: identifierSchema }).optional(),
  /** Under way or done: it stays where and when it is. */
  begun: conditionSchema.optional(),
  /** Its resource stays as it is; only the time may move. */
  locked: conditionSchema.optional(),
});

/** Who goes: the candidates of the matching. */
export const routingResourcesSchema = z.strictObject({
  /** Fields with the beginning and the end of the working day. */
  shift: z.strictObject({ from: identifierSchema, to: identifierSchema }),
  /**
   * On a day on which this calendar does not work at all nobody is planned for anything new; what somebody has been
   * given for it stays his. Without one all days are alike.
   */
  calendar: identifierSchema.optional(),
  overtimeMinutes: z.int().min(0).max(480).optional(),
  breaks: z
    .array(z.strictObject({ from: clock, to: clock, minutes: z.int().min(5).max(240) }))
    .max(3)
    .optional(),
  /** Times at which somebody is away. */
  away: awaySchema.optional(),
  /** Whether the day ends where it began. */
  returns: z.boolean().optional(),
});

/** What counts how much, all in the same unit; one minute of work left undone outweighs every detour. */
export const routingCostsSchema = z.strictObject({
  perKm: cost.optional(),
  perTravelMinute: cost.optional(),
  perOvertimeMinute: cost.optional(),
  perHandOver: cost.optional(),
  perMovedMinute: cost.optional(),
  perResource: cost.optional(),
});

/**
 * When somebody is expected, kept in fields of the job on its day: from the plan, from his departure, from what takes
 * longer before it. Rules tell whoever waits.
 */
export const routingArrivalSchema = z.strictObject({
  /** Where the expected arrival is written, and what it rests on: a choice of `plan`, `behind` and `departed`. */
  field: identifierSchema,
  basis: identifierSchema,
  /** When he set out, was there and left again. */
  departed: identifierSchema,
  arrived: identifierSchema,
  left: identifierSchema.optional(),
  /** Jobs that are still to be visited or were on this day; all when left out. */
  filter: conditionSchema.optional(),
  /** Smaller differences are not written while he has not set out. */
  stepMinutes: z.int().min(1).max(120),
});

/**
 * The tours of a day: who goes where in which order, within times, skills, shifts and breaks. Who may do what, how
 * well he suits and how far it is comes from a matching.
 */
export const routingSchema = z.strictObject({
  kind: z.literal('routing'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  matching: identifierSchema,
  /** Constraints and terms of the matching that the tour decides itself, such as shift, leave, load and distance. */
  decides: z.array(identifierSchema).max(50).optional(),
  jobs: routingJobsSchema,
  resources: routingResourcesSchema,
  /** What a job takes of what somebody can carry, and how much he can carry; both as the matching sees them. */
  load: expressionSchema.optional(),
  capacity: expressionSchema.optional(),
  costs: routingCostsSchema.optional(),
  arrival: routingArrivalSchema.optional(),
  /** How long is searched. */
  seconds: z.int().min(1).max(120).optional(),
});
export type Routing = z.infer<typeof routingSchema>;
