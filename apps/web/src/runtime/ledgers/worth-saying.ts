import type { LedgerBalance } from '@fieldwork/api-contract';

/**
 * Where nothing lies, nothing is set aside and nothing was promised there is nothing to say: the account of a supplier
 * is not used up. `full`: how much there was at first, where the record says so.
 */
export function isWorthSaying(
  { available, held }: Pick<LedgerBalance, 'available' | 'held'>,
  full: string | null,
): boolean {
  return full !== null || Number(available) > 0 || Number(held) > 0;
}
