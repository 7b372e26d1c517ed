import type { Kind } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

/** A version of a document was published. */
export interface DocumentPublished {
  app: string;
  kind: Kind;
  id: string;
  version: number;
}

/** Tells the features above of what was published, each through an outbox row of its own. */
@Injectable()
export class DocumentEvents implements OnModuleInit {
  readonly #followers: { topic: string; kind: Kind }[] = [];

  constructor(
    private readonly outbox: Outbox,
    private readonly store: OutboxStore,
  ) {}

  onModuleInit(): void {
    this.outbox.on<DocumentPublished>('document.published', async (tx, { payload }) => {
      for (const { topic, kind } of this.#followers)
        if (kind === payload.kind) await this.store.enqueue(tx, topic, payload);
    });
  }

  /** `topic` names the follower's own outbox rows. */
  follow(
    topic: string,
    kind: Kind,
    perform: (tx: Transaction, event: DocumentPublished) => Promise<void>,
  ): void {
    this.#followers.push({ topic, kind });
    this.outbox.on<DocumentPublished>(topic, (tx, row) => perform(tx, row.payload));
  }
}
