import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { assignmentsSchema } from '../effects.js';
import { sortSchema } from '../form.js';

const path = z.string().min(1).max(100);

/** Records of whoever has signed in: his person is `current.…` in the filter. Nothing but `shown` leaves the house. */
export const portalListSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  form: formIdSchema,
  filter: expressionSchema,
  shown: z
    .array(z.strictObject({ field: path, label: textSchema.optional(), when: conditionSchema.optional() }))
    .max(10),
  sort: sortSchema.optional(),
  limit: z.int().min(1).max(50).optional(),
  /** The portal over this form that a row opens, with where it stands there. */
  page: identifierSchema.optional(),
  /** The public form about a record of this form that a row offers. */
  report: identifierSchema.optional(),
});
export type PortalList = z.infer<typeof portalListSchema>;

/**
 * A portal without a link: somebody names the telephone number or mail address that a record of `form` has, gets a code
 * by the message channel of that way, and sees what belongs to all records that have it.
 */
export const portalSignInSchema = z.strictObject({
  form: formIdSchema,
  ways: z
    .array(z.strictObject({ field: identifierSchema, channel: identifierSchema }))
    .min(1)
    .max(3),
  /** How long he stays signed in. */
  hours: z.int().min(1).max(24),
  lists: z.array(portalListSchema).max(8),
  /**
   * The public form for something new. It knows whoever has signed in: he is what its first `find` over `form` finds,
   * and he chooses what it is about among the rows of the lists that offer it.
   */
  report: identifierSchema.optional(),
  /** Answers to it that he finds filled in, and may change; his person's fields by name. */
  prefill: assignmentsSchema.optional(),
});
export type PortalSignIn = z.infer<typeof portalSignInSchema>;
