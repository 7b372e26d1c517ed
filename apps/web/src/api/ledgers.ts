import type { LedgerBalance } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { recordsKey } from './records.js';

/** The accounts of a ledger that have this value in one of their keys; looked at again with each movement. */
export function useBalances(app: string, ledger: { id: string; form: string }, key: string, value: string) {
  const query = new URLSearchParams({ [key]: value });
  return useQuery({
    queryKey: [...recordsKey(app, ledger.form), 'balances', ledger.id, key, value],
    queryFn: () => call<LedgerBalance[]>('GET', `/apps/${app}/ledgers/${ledger.id}/balances?${query}`),
  });
}
