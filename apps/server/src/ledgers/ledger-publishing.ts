import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordGate } from '../records/record-gate.js';
import { LedgerBalances } from './ledger-balances.js';

/** A ledger that was published gets its balances from the movements that are there, before anybody asks. */
@Injectable()
export class LedgerPublishing implements OnModuleInit {
  readonly #log = new Logger('Ledgers');

  constructor(
    private readonly documents: DocumentEvents,
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly balances: LedgerBalances,
  ) {}

  onModuleInit(): void {
    this.documents.follow('ledger.published', 'ledger', (tx, { app, id }) => this.#build(tx, app, id));
  }

  async #build(tx: Transaction, app: string, id: string): Promise<void> {
    const ledger = (await this.registry.find(app))?.documents.ledgers.get(id);
    if (!ledger) return;
    const { viewer } = await this.gate.openAsPlatform(app, ledger.form, null, { kind: 'rule', id });
    try {
      await tx.savepoint(() => this.balances.rebuild(tx, viewer, ledger));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Movements from before that go below zero: whoever posts next is told, and nothing is counted until then.
      this.#log.warn(`${app}/${id}: ${error.message}`);
    }
  }
}
