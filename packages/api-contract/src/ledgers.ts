import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';

/** Keys of accounts by their fields: only the accounts that have these values. */
export const balanceQuerySchema = z.record(z.string().max(60), z.string().max(100));
export type BalanceQuery = z.infer<typeof balanceQuerySchema>;

/** What is in an account, as decimals. */
export interface LedgerBalance {
  /** The account's keys, in the order of the ledger. */
  keys: { field: string; value: string | null; text: Text }[];
  balance: string;
  /** Set aside and not to be taken. */
  held: string;
  available: string;
}
