import type { AccountKeys } from '@fieldwork/ledger';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { RecordGate } from '../records/record-gate.js';
import { LedgerStore } from './ledger.store.js';
import { holdEnded } from './ledger-balances.js';
import { LedgerLocks } from './ledger-locks.js';
import { LedgerRecords } from './ledger-records.js';

interface HoldEnded {
  app: string;
  ledger: string;
  account: string;
}

/**
 * When the moment of a reservation has come, the records of its account say so. Whether it may be taken does not wait
 * for this: that is asked of the clock, under the lock.
 */
@Injectable()
export class LedgerHolds implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly store: LedgerStore,
    private readonly locks: LedgerLocks,
    private readonly records: LedgerRecords,
  ) {}

  onModuleInit(): void {
    this.outbox.on<HoldEnded>(holdEnded, (tx, { payload }) => this.#write(tx, payload));
  }

  async #write(tx: Transaction, { app, ledger: id, account }: HoldEnded): Promise<void> {
    const ledger = (await this.registry.find(app))?.documents.ledgers.get(id);
    if (!ledger) return;
    const { viewer } = await this.gate.openAsPlatform(app, ledger.form, null, { kind: 'ledger', id });
    const keys = JSON.parse(account) as AccountKeys;
    const place = { app, ledger: id };
    await this.store.enter(tx, place, false);
    await this.store.lock(tx, place, this.locks.names(ledger, [keys]));
    await this.records.write(tx, { platform: viewer, by: null, depth: 0 }, ledger, [keys]);
  }
}
