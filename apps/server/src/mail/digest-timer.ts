import { nextMoment } from '@fieldwork/rule-engine';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

const TOPIC = 'mail.digest';
const MORNING = { every: 'day', at: '08:00' } as const;

/** Every morning, once for all processes; a morning that was missed is made up for at the next start. */
@Injectable()
export class DigestTimer implements OnApplicationBootstrap {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: OutboxStore,
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** `moment`: when it was due. */
  on(perform: (tx: Transaction, moment: string) => Promise<void>): void {
    this.outbox.on<{ moment: string }>(TOPIC, async (tx, { payload }) => {
      await this.#plan(tx);
      await perform(tx, payload.moment);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.database.transaction((tx) => this.#plan(tx));
  }

  /** The key is the moment: however many processes plan it, it comes once. */
  async #plan(tx: Transaction): Promise<void> {
    const moment = nextMoment(MORNING, new Date().toISOString(), this.config.timeZone);
    await this.store.enqueue(tx, TOPIC, { moment }, { dueAt: moment, key: moment });
  }
}
