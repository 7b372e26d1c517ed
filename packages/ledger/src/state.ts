import type { Ledger } from '@fieldwork/metadata';

/** The values that tell an account from the others, in the order of the ledger's keys; null: left empty. */
export type AccountKeys = readonly (string | null)[];

/** What is in an account: an exact decimal. */
export interface Balance {
  keys: AccountKeys;
  quantity: string;
  /** What that is worth. */
  value: string;
  /** It may be overdrawn. */
  isFree: boolean;
}

/** Set aside by a movement, until a moment or until another movement releases it. */
export interface Hold {
  movement: string;
  account: string;
  quantity: string;
  /** ISO instant; null: until it is released. */
  until: string | null;
  /** For whom; what he takes ends it. */
  owner: string | null;
  /** The movement that released it. */
  endedBy: string | null;
}

/** Accounts and what is held, by their ids. */
export interface LedgerState {
  balances: ReadonlyMap<string, Balance>;
  holds: ReadonlyMap<string, Hold>;
}

export const emptyLedger: LedgerState = { balances: new Map(), holds: new Map() };

/** The id of an account: equal for equal keys. */
export function accountId(keys: AccountKeys): string {
  return JSON.stringify(keys);
}

/** What a movement does: adds to accounts, holds, releases. */
export interface Movement {
  id: string;
  entries: readonly { keys: AccountKeys; quantity: string }[];
  /** The account that it takes from may be overdrawn from now on. */
  isFree: boolean;
  /** So may the account that it brings it to. */
  bringsFree: boolean;
  hold: { keys: AccountKeys; quantity: string; until: string | null } | null;
  /** The movement whose hold it ends. */
  releases: string | null;
  /** For whom it is made. */
  owner: string | null;
  /** It ends all that is set aside for its owner. */
  frees: boolean;
  /** What one of it is worth where it comes from outside. */
  cost: string;
  /** What all of it is worth, where that is known already. */
  worth: string | null;
}

/** Every account that a movement touches, each once, in the order in which they are locked. */
export function accountsOf(movements: readonly Movement[]): AccountKeys[] {
  const found = new Map<string, AccountKeys>();
  for (const { entries, hold } of movements)
    for (const { keys } of hold ? [...entries, hold] : entries) found.set(accountId(keys), keys);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, keys]) => keys);
}

/** What a ledger demands of movements beside covered accounts; keys by their places in an account. */
export interface LedgerRules {
  single: { key: number; per: readonly number[] } | null;
  method: 'moving_average' | 'standard' | null;
}

export function rulesOf({ keys, single, value }: Ledger): LedgerRules {
  return {
    method: value?.method ?? null,
    single: single
      ? { key: keys.indexOf(single.key), per: (single.per ?? []).map((key) => keys.indexOf(key)) }
      : null,
  };
}
