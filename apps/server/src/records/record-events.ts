import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox, type OutboxRow } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

/** What set off a change: lets a chain of rules be followed, and cut when it does not end. */
export interface ChangeSource {
  kind: 'person' | 'rule' | 'flow' | 'import' | 'api';
  id?: string;
  depth?: number;
}

/** A record was written. `changes`: field → [before, after] in wire form. */
export interface RecordChanged {
  app: string;
  form: string;
  id: string;
  version: number;
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  by: string | null;
  changes: Record<string, [unknown, unknown]> | null;
  source: ChangeSource | null;
}

interface Follower {
  topic: string;
  wants: (event: RecordChanged) => Promise<boolean> | boolean;
}

/**
 * Passes changes of records on to the features above, each through an outbox row of its own: what one of them
 * cannot do does not hold up the others.
 */
@Injectable()
export class RecordEvents implements OnModuleInit {
  readonly #followers: Follower[] = [];

  constructor(
    private readonly outbox: Outbox,
    private readonly store: OutboxStore,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.outbox.on<RecordChanged>('record.changed', async (tx, row) => {
      for (const follower of this.#followers)
        if (await follower.wants(row.payload)) await this.store.enqueue(tx, follower.topic, row.payload);
      const { app, form } = row.payload;
      tx.afterCommit(() => this.events.publish({ topic: 'records', app, form }));
    });
  }

  /** `topic` names the follower's own outbox rows; `wants` spares the row where there is nothing to do. */
  follow(
    topic: string,
    wants: Follower['wants'],
    perform: (tx: Transaction, event: RecordChanged, row: OutboxRow<RecordChanged>) => Promise<void>,
  ): void {
    this.#followers.push({ topic, wants });
    this.outbox.on<RecordChanged>(topic, (tx, row) => perform(tx, row.payload, row));
  }
}
