import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from '../database/queryable.js';
import { JobQueue } from '../jobs/job-queue.js';
import { DeliveryStore, type NewDelivery, type ShownDelivery } from './delivery.store.js';

/** Token of the queue that wakes the senders. */
export const DELIVERY_QUEUE = Symbol('DELIVERY_QUEUE');

/** Trying again will not help: the address does not exist, the other side refuses for good. */
export class PermanentFailure extends Error {}

export interface DeliveryContext {
  /** The same at every attempt: what the receiver tells repetitions by. */
  readonly id: string;
  readonly attempt: number;
}
export type Sender<P = never> = (payload: P, context: DeliveryContext) => Promise<void>;

/**
 * What leaves the house: written in the transaction that decided on it, sent at least once with a stable key, tried
 * again with growing pauses, and shown to administrators when it was given up.
 */
@Injectable()
export class DeliveryService {
  readonly #senders = new Map<string, Sender<never>>();

  constructor(
    private readonly store: DeliveryStore,
    @Inject(DELIVERY_QUEUE) private readonly queue: JobQueue,
  ) {}

  /** Registers who sends on a channel. In `onModuleInit`. */
  on<P>(channel: string, sender: Sender<P>): void {
    if (this.#senders.has(channel)) throw new Error(`The channel ${channel} has a sender already`);
    this.#senders.set(channel, sender as Sender<never>);
  }

  senderOf(channel: string): Sender<unknown> | undefined {
    return this.#senders.get(channel) as unknown as Sender<unknown> | undefined;
  }

  /** In the caller's transaction; it goes out after the commit. Answers its id, null when the key was used before. */
  async send(tx: Transaction, delivery: NewDelivery): Promise<string | null> {
    const id = await this.store.add(tx, delivery);
    // When this fails the sweeper finds it within seconds.
    if (id !== null) tx.afterCommit(() => void this.queue.add(id).catch(() => undefined));
    return id;
  }

  list(state: ShownDelivery['state'] | null, before: string | null, limit: number): Promise<ShownDelivery[]> {
    return this.store.list(state, before, limit);
  }

  async retry(id: string): Promise<boolean> {
    const isThere = await this.store.retry(id);
    if (isThere) await this.queue.add(id).catch(() => undefined);
    return isThere;
  }
}
