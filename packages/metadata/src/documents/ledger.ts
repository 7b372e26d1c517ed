import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/**
 * Accounts as records of `form`, written by the ledger alone: lists, reports, rules, matchings and pickers read
 * balances like any field. One record for each combination of `keys`, which are fields of that form too; in double
 * entry also of places where `place` names the field for it. What is not named is added up.
 */
const accountsSchema = z.strictObject({
  form: formIdSchema,
  keys: z.array(identifierSchema).max(6),
  place: identifierSchema.optional(),
  balance: identifierSchema,
  reserved: identifierSchema.optional(),
  available: identifierSchema.optional(),
  value: identifierSchema.optional(),
});
export type LedgerAccounts = z.infer<typeof accountsSchema>;

/** Accounts whose key is `is`, or whose key leads to a record whose `field` is one of these. */
const keepConditionSchema = z.union([
  z.strictObject({ key: identifierSchema, is: z.string().max(100) }),
  z.strictObject({
    key: identifierSchema,
    field: identifierSchema,
    in: z.array(z.string().max(100)).min(1).max(50),
  }),
]);

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
  /**
   * Movements that only set something aside, until a moment or until another movement releases them. With `for` it
   * is set aside for somebody, such as an order: what he takes of the account ends it, and a movement for which
   * `frees` holds moves nothing and ends all that is set aside for him.
   */
  reserve: z
    .strictObject({
      when: expressionSchema,
      until: identifierSchema.optional(),
      releases: identifierSchema,
      for: identifierSchema.optional(),
      frees: expressionSchema.optional(),
    })
    .optional(),
  /** A key of which there is one, such as a serial number of a part (`per`): it is in one place at a time. */
  single: z
    .strictObject({ key: identifierSchema, per: z.array(identifierSchema).max(5).optional() })
    .optional(),
  /**
   * What is moved is worth something. The ledger writes it into `field` of each movement: at `cost` for one, where it
   * comes from an account that may be overdrawn or from nowhere; from any other account at the mean of what is in
   * it, or at `cost` too. The last that is taken from an account takes the rest of its value.
   */
  value: z
    .strictObject({
      field: identifierSchema,
      method: z.enum(['moving_average', 'standard']),
      cost: expressionSchema,
    })
    .optional(),
  accounts: z.array(accountsSchema).max(5).optional(),
  /** The field in which a counter-movement names the movement that it undoes. */
  reverses: identifierSchema.optional(),
  /** Balances kept in the records that a key leads to; summed over the accounts whose other keys are as said. */
  keep: z
    .array(
      z.strictObject({
        key: identifierSchema,
        where: z.array(keepConditionSchema).max(5).optional(),
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
