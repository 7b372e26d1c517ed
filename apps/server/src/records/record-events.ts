import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { Outbox, type OutboxRow } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

/** What set off a change: lets a chain of rules be followed, and cut when it does not end. */
export interface ChangeSource {
  kind:
    | 'person'
    | 'rule'
    | 'deadline'
    | 'flow'
    | 'import'
    | 'api'
    | 'channel'
    | 'connector'
    | 'portal'
    | 'ledger';
  id?: string;
  depth?: number;
  /** A stranger came by a link that was void or forged, and typed what it was about. */
  refusedLink?: { typed: string | null };
  /** It was made on a device that had no signal, and when: what follows from it follows as of that moment. */
  device?: string;
  happenedAt?: string;
}

/** What a consequence takes over of its cause: when it happened, where that was reported late. */
export function lateOf(
  source: Pick<ChangeSource, 'happenedAt'> | null | undefined,
): Pick<ChangeSource, 'happenedAt'> {
  return source?.happenedAt === undefined ? {} : { happenedAt: source.happenedAt };
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
  /** `on`: what the change is written on, for whoever has to ask the database. */
  wants: (event: RecordChanged, on: Queryable) => Promise<boolean> | boolean;
}

/** Records came in a crowd: an import, demo data. */
export interface RecordsBatched {
  app: string;
  form: string;
  /** The records that are new among them. */
  created: readonly string[];
}

/**
 * Tells the features above of changes, each through an outbox row of its own, written by the statement that makes
 * the change: what one of them cannot do does not hold up the others, and nobody is told of what he does not want.
 */
@Injectable()
export class RecordEvents {
  readonly #followers: Follower[] = [];
  readonly #batchFollowers: ((tx: Transaction, batch: RecordsBatched) => Promise<void>)[] = [];

  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventBus,
    private readonly registry: AppRegistry,
    private readonly outboxStore: OutboxStore,
  ) {}

  /** `topic` names the follower's own outbox rows; `wants` spares the row where there is nothing to do. */
  follow(
    topic: string,
    wants: Follower['wants'],
    perform: (tx: Transaction, event: RecordChanged, row: OutboxRow<RecordChanged>) => Promise<void>,
  ): void {
    this.#followers.push({ topic, wants });
    this.outbox.on<RecordChanged>(topic, async (tx, row) => {
      const { app, form } = row.payload;
      // The form may be gone by now: then there is nothing to follow, and trying again would not help.
      if ((await this.registry.find(app))?.documents.forms.has(form)) await perform(tx, row.payload, row);
    });
  }

  /** For what only has to catch up: once per crowd, in its transaction. */
  followBatches(notice: (tx: Transaction, batch: RecordsBatched) => Promise<void>): void {
    this.#batchFollowers.push(notice);
  }

  async tellOfBatch(tx: Transaction, batch: RecordsBatched): Promise<void> {
    for (const notice of this.#batchFollowers) await notice(tx, batch);
  }

  /** A change that was made past the usual way of writing, in the transaction at hand. */
  async tell(tx: Transaction, event: RecordChanged): Promise<void> {
    for (const topic of await this.topicsFor(event, tx)) await this.outboxStore.enqueue(tx, topic, event);
  }

  /** The topics under which this change is to be written. */
  async topicsFor(event: RecordChanged, on: Queryable): Promise<string[]> {
    const topics: string[] = [];
    for (const { topic, wants } of this.#followers) if (await wants(event, on)) topics.push(topic);
    return topics;
  }

  /** After the write: wakes the workers and whoever looks at the form, once it is committed. */
  announce(on: Queryable, { app, form }: { app: string; form: string }, topics: readonly string[]): void {
    const tell = () => {
      if (topics.length > 0) this.outbox.wake();
      this.events.publish({ topic: 'records', app, form });
    };
    if ('afterCommit' in on) (on as Transaction).afterCommit(tell);
    else tell();
  }
}
