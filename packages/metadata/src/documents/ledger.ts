import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/**
 * What is counted, never overdrawn: quotas of a contract, parts in their places. The records of `form` are the
 * movements, which are only added to; an account is what they have in common in `keys`.
 */
export const ledgerSchema = z.strictObject({
  kind: z.literal('ledger'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  form: formIdSchema,
  /** Fields of a movement that make its account, such as contract and quota, or part and batch. */
  keys: z.array(identifierSchema).min(1).max(6),
  /** What a movement adds to its account (below zero: takes); with `between` what goes from one to the other. */
  quantity: identifierSchema,
  /** Double entry: each movement takes from one place and brings to another, so that all balances sum to zero. */
  between: z.strictObject({ from: identifierSchema, to: identifierSchema }).optional(),
  /** Movements whose account may be overdrawn, such as those from a supplier. Left out: none. */
  negative: conditionSchema.optional(),
  /** Movements that only set something aside, until a moment or until another movement releases them. */
  reserve: z
    .strictObject({ when: expressionSchema, until: identifierSchema.optional(), releases: identifierSchema })
    .optional(),
  /** The field in which a counter-movement names the movement that it undoes. */
  reverses: identifierSchema.optional(),
  /** Balances kept in the records that a key leads to; summed over the accounts whose other keys are as said. */
  keep: z
    .array(
      z.strictObject({
        key: identifierSchema,
        where: z
          .array(z.strictObject({ key: identifierSchema, is: z.string().max(100) }))
          .max(5)
          .optional(),
        field: identifierSchema,
        /** The field that says how much there was at first, for bars. */
        of: identifierSchema.optional(),
      }),
    )
    .max(20)
    .optional(),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** The fields whose values make an account; in double entry the place stands last. */
export function accountFields({ keys, between }: Ledger, side: 'from' | 'to' = 'from'): string[] {
  return between ? [...keys, between[side]] : [...keys];
}
