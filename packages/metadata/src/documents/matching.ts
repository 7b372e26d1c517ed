import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { appointmentsSchema } from './appointments.js';
import { figureSchema } from './figures.js';

const path = z.string().min(1).max(100);
const amount = z.number().min(-1e9).max(1e9);

/**
 * What must hold for a candidate to be thought of. It sees the demand's fields bare, `candidate.…`, `figure.…`,
 * `distance_km`, `travel_minutes`; inside the rows of a sub-table all of these with `outer.` before them.
 */
export const matchingConstraintSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  must: expressionSchema,
});
export type MatchingConstraint = z.infer<typeof matchingConstraintSchema>;

/** What makes a candidate better: a number, brought to 0…1 between `min` and `max`, times its weight. */
export const matchingTermSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  value: expressionSchema,
  weight: z.number().min(0).max(100),
  better: z.enum(['higher', 'lower']),
  min: amount,
  max: amount,
  /** What an empty value counts as, 0…1; 0 when not said. */
  empty: z.number().min(0).max(1).optional(),
  unit: textSchema.optional(),
});
export type MatchingTerm = z.infer<typeof matchingTermSchema>;

/**
 * How far a candidate is, without a map service: the first of the addresses with coordinates on either side, as the
 * crow flies times `factor`; or a form of distances keyed by two places, looked at first.
 */
export const matchingDistanceSchema = z.strictObject({
  from: z.array(path).min(1).max(5),
  to: z.array(path).min(1).max(5),
  factor: z.number().min(1).max(5).optional(),
  speedKmh: z.number().min(1).max(300).optional(),
  matrix: z
    .strictObject({
      form: formIdSchema,
      /** Fields of that form. */
      from: identifierSchema,
      to: identifierSchema,
      km: identifierSchema,
      minutes: identifierSchema.optional(),
      /** The place of the candidate and of the demand, as texts. */
      candidate: path,
      demand: path,
    })
    .optional(),
});
export type MatchingDistance = z.infer<typeof matchingDistanceSchema>;

/** Who (or what) suits a record best, and why. */
export const matchingSchema = z.strictObject({
  kind: z.literal('matching'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  /** The demand. */
  form: formIdSchema,
  candidates: z.strictObject({ form: formIdSchema, filter: expressionSchema.optional() }),
  /** The member field of the candidate who is to be assigned; the candidate itself where there is none. */
  person: identifierSchema.optional(),
  /** The field of the demand that the choice is written to: a reference to the candidates' form, or a member. */
  field: identifierSchema.optional(),
  /** Sums over other records; `outer.…` is all that the expressions here see, of one demand and one candidate. */
  figures: z.array(figureSchema).max(20).optional(),
  distance: matchingDistanceSchema.optional(),
  constraints: z.array(matchingConstraintSchema).max(30),
  terms: z.array(matchingTermSchema).max(20),
  /** When many are matched at once: how much a demand counts, what it takes of a candidate, how much he has. */
  importance: expressionSchema.optional(),
  load: expressionSchema.optional(),
  capacity: expressionSchema.optional(),
  /** How far below the best a choice by hand may lie, in points, before a reason is asked for. */
  reasonFrom: z.number().min(0).max(100).optional(),
  /** Times that may be promised to whoever waits, from what the candidates have left. */
  appointments: appointmentsSchema.optional(),
});
export type Matching = z.infer<typeof matchingSchema>;
