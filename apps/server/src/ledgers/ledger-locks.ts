import { type AccountKeys, accountId, accountsOf, groupOf, type Movement, rulesOf } from '@fieldwork/ledger';
import { accountFields, type Ledger } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { Viewer } from '../records/viewer.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerRecords } from './ledger-records.js';

/** What has to stand still while movements are posted: their accounts, and all that is added up from these. */
@Injectable()
export class LedgerLocks {
  constructor(
    private readonly store: LedgerStore,
    private readonly records: LedgerRecords,
  ) {}

  /** Locks, and answers every account whose balance or reservation can change. */
  async take(
    tx: Queryable,
    { app }: Viewer,
    ledger: Ledger,
    movements: readonly Movement[],
  ): Promise<AccountKeys[]> {
    const place = { app, ledger: ledger.id };
    const owners = movements.flatMap(({ owner }) => (owner === null ? [] : [owner]));
    // First whom it is for: then nothing more is set aside for him until this is done.
    await this.store.lock(
      tx,
      place,
      owners.map((owner) => `for ${owner}`),
    );
    const freed = movements.flatMap(({ owner, frees }) => (frees && owner !== null ? [owner] : []));
    const held = await this.store.heldFor(tx, place, freed);
    const accounts = new Map(
      [...accountsOf(movements), ...held].map((keys) => [accountId(keys), keys] as const),
    );
    const list = [...accounts.values()];
    await this.store.lock(tx, place, this.names(ledger, list));
    return list;
  }

  /** The locks of accounts, of what there is one of, and of the records that sums are written into. */
  names(ledger: Ledger, accounts: readonly AccountKeys[]): string[] {
    const { single } = rulesOf(ledger);
    const ones = single
      ? accounts.flatMap((keys) => (keys[single.key] === null ? [] : [`one ${groupOf(keys, single)}`]))
      : [];
    return [
      ...accounts.map(accountId),
      ...ones,
      ...this.records.names(ledger, accounts),
      ...keptNames(ledger, accounts),
    ];
  }
}

function keptNames(ledger: Ledger, accounts: readonly AccountKeys[]): string[] {
  const fields = accountFields(ledger);
  return (ledger.keep ?? []).flatMap(({ key }) => {
    const at = key === ledger.between?.to ? fields.length - 1 : fields.indexOf(key);
    return accounts.flatMap((keys) => (keys[at] === null ? [] : [`kept ${key} ${keys[at]}`]));
  });
}
