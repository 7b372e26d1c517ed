import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { sortSchema } from '../form.js';
import { pageBaseShape } from './page-base.js';

const path = z.string().min(1).max(100);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'such as 08:30');

/** The rows: people or things. `person` is the member field by which they are known as users. */
export const timelineResourcesSchema = z.strictObject({
  form: formIdSchema,
  filter: expressionSchema.optional(),
  person: identifierSchema.optional(),
  group: path.optional(),
  subtitle: path.optional(),
  /** Address with coordinates, for the map. */
  place: path.optional(),
  /** Fields with the beginning and the end of the working day, such as 08:30. */
  shift: z.strictObject({ from: identifierSchema, to: identifierSchema }).optional(),
  /** On a day on which this calendar does not work at all nobody has a shift; without one all days are alike. */
  calendar: identifierSchema.optional(),
});

/** What stands on the rows: from `start` to `end`, or as long as `duration` says. */
export const timelineRecordsSchema = z.strictObject({
  form: formIdSchema,
  /** Reference to the resources' form, or a member. */
  resource: identifierSchema,
  start: identifierSchema,
  end: identifierSchema.optional(),
  duration: z.strictObject({ field: identifierSchema, unit: z.enum(['minute', 'hour']) }).optional(),
  /** How long it lasts when nothing is said. */
  minutes: z.int().min(5).max(10_080),
  title: path,
  subtitle: path.optional(),
  priority: identifierSchema.optional(),
  due: identifierSchema.optional(),
  /** The times promised to whoever waits: work that begins outside them is a conflict. */
  window: z.strictObject({ from: identifierSchema, to: identifierSchema }).optional(),
  place: z.array(path).max(5).optional(),
  /** Those that still take up time; others are not shown. */
  filter: expressionSchema.optional(),
});

/** Where it is kept when somebody is away. */
export const awaySchema = z.strictObject({
  form: formIdSchema,
  resource: identifierSchema,
  start: identifierSchema,
  end: identifierSchema,
  title: path.optional(),
  filter: expressionSchema.optional(),
});
export type Away = z.infer<typeof awaySchema>;

/** People × time: who does what when, and what nobody has yet. */
export const timelineSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('timeline'),
  resources: timelineResourcesSchema,
  records: timelineRecordsSchema,
  unassigned: z.strictObject({
    filter: expressionSchema,
    sort: sortSchema.optional(),
    /** Fields by which people narrow the list, such as `region` or `customer.tier`. */
    filters: z.array(path).max(10).optional(),
  }),
  /** The hours that are shown. */
  hours: z.strictObject({ from: clock, to: clock }),
  /** Times at which a resource is away: shaded, and a conflict with what is planned then. */
  away: awaySchema.optional(),
  /** Says who suits how well while something is being placed. */
  matching: identifierSchema.optional(),
  /** Plans the tours of the day. */
  routing: identifierSchema.optional(),
  /** Actions of open tasks with which a placing is done, the first that is open; without one the fields are written. */
  actions: z.array(identifierSchema).max(5).optional(),
  map: z.boolean().optional(),
});
export type Timeline = z.infer<typeof timelineSchema>;
