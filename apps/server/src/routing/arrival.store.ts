import { Injectable } from '@nestjs/common';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

/** Whose day is to be looked at. `holder`: what the field of his jobs holds. */
export interface ArrivalLook {
  app: string;
  routing: string;
  holder: string;
}

/** When to look at a day again: rows of the outbox, so that a restart loses none. */
@Injectable()
export class ArrivalStore {
  constructor(private readonly outbox: OutboxStore) {}

  /** Who looks at one person's day takes turns until the end of the transaction. */
  async lock(tx: Queryable, { app, routing, holder }: ArrivalLook): Promise<void> {
    await lockByName(tx, 'arrivals', app, routing, holder);
  }

  async lookAt(tx: Transaction, look: ArrivalLook, dueAt: Date): Promise<void> {
    await this.outbox.enqueue(tx, 'routing.look', look, {
      dueAt,
      key: `${look.app}/${look.routing}/${look.holder}`,
    });
  }

  /** In a transaction of its own: the row at hand still holds the person's key. */
  async goOn(tx: Transaction, look: ArrivalLook): Promise<void> {
    await this.outbox.enqueue(tx, 'routing.look_again', look);
  }

  /** A job of a later day wakes the look at that day by itself. */
  async wake(tx: Transaction, look: ArrivalLook, record: string, dueAt: Date): Promise<void> {
    await this.outbox.enqueue(tx, 'routing.look_later', look, {
      dueAt,
      key: `${look.app}/${look.routing}/${record}`,
    });
  }
}
