import { type AccountKeys, accountId } from '@fieldwork/ledger';
import type { Ledger } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RecordService } from '../records/record.service.js';
import type { Viewer } from '../records/viewer.js';
import { LedgerStore } from './ledger.store.js';
import { LedgerAccountsStore } from './ledger-accounts.store.js';
import { placesOf } from './ledger-records.js';

/** Who may be told a balance where balances are records: whoever may read the record that stands for it. */
@Injectable()
export class LedgerReaders {
  constructor(
    private readonly ledgers: LedgerStore,
    private readonly accounts: LedgerAccountsStore,
    private readonly records: RecordService,
  ) {}

  /** Says of an account whether the reader may be told its balance. */
  async of(viewer: Viewer, ledger: Ledger): Promise<(keys: AccountKeys) => boolean> {
    const forms = ledger.accounts ?? [];
    if (forms.length === 0 || viewer.policy(ledger.form) === null) return () => true;
    const open = await Promise.all(
      forms.map(async (one) => {
        const form = viewer.documents.forms.get(one.form);
        const at = { app: viewer.app, ledger: ledger.id };
        const linked = form ? await this.accounts.linked(this.ledgers.database, at, one.form) : [];
        const ids = linked.map(({ record }) => record);
        const seen = form ? await this.records.titles(viewer, form, ids) : new Map<string, string | null>();
        const readable = linked.map(({ keys, record }) => [accountId(keys), seen.has(record)] as const);
        return { places: placesOf(ledger, one), readable: new Map(readable) };
      }),
    );
    // The record that says most of an account decides: one that adds up more may be open to more people.
    const finest = open.toSorted((a, b) => b.places.length - a.places.length);
    return (keys) => {
      for (const { places, readable } of finest) {
        const isReadable = readable.get(accountId(places.map((place) => keys[place] ?? null)));
        if (isReadable !== undefined) return isReadable;
      }
      return false;
    };
  }
}
