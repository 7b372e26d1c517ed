import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from '../database/queryable.js';
import { JobQueue } from '../jobs/job-queue.js';
import { DeliveryStore, type NewDelivery, type ShownDelivery } from './delivery.store.js';

const MINUTE = 60_000;
const usualPausesMs = [10_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE, 720 * MINUTE];

/** Token of the queue that wakes the senders. */
export const DELIVERY_QUEUE = Symbol('DELIVERY_QUEUE');

/** Trying again will not help: the address does not exist, the other side refuses for good. */
export class PermanentFailure extends Error {}

/** The other side takes no more for now: it is tried again no sooner than then. */
export class RetryLater extends Error {
  constructor(
    message: string,
    readonly afterMs: number,
  ) {
    super(message);
  }
}

export interface DeliveryContext {
  /** The same at every attempt: what the receiver tells repetitions by. */
  readonly id: string;
  readonly attempt: number;
}
export interface DeliveryWay<P> {
  /** Pauses after the first, second … failure; after the last one it is given up. */
  pausesMs?: readonly number[];
  /** Hears of what was given up. */
  onGivenUp?: (payload: P, error: Error) => Promise<void>;
}
export type Sender<P = never> = (payload: P, context: DeliveryContext) => Promise<void>;

/**
 * What leaves the house: written in the transaction that decided on it, sent at least once with a stable key, tried
 * again with growing pauses, and shown to administrators when it was given up.
 */
@Injectable()
export class DeliveryService {
  readonly #senders = new Map<string, Sender<never>>();
  readonly #ways = new Map<string, DeliveryWay<never>>();

  constructor(
    private readonly store: DeliveryStore,
    @Inject(DELIVERY_QUEUE) private readonly queue: JobQueue,
  ) {}

  /**
   * Registers who sends on a channel. In `onModuleInit`.
   */
  on<P>(channel: string, sender: Sender<P>, way: DeliveryWay<P> = {}): void {
    if (this.#senders.has(channel)) throw new Error(`The channel ${channel} has a sender already`);
    this.#senders.set(channel, sender as Sender<never>);
    this.#ways.set(channel, way as DeliveryWay<never>);
  }

  senderOf(channel: string): Sender<unknown> | undefined {
    return this.#senders.get(channel) as unknown as Sender<unknown> | undefined;
  }

  /** How long to wait after so many failures; null: it is given up. */
  pauseAfter(channel: string, attempts: number, error: unknown): number | null {
    if (error instanceof PermanentFailure) return null;
    const pause = (this.#ways.get(channel)?.pausesMs ?? usualPausesMs)[attempts - 1];
    if (pause === undefined) return null;
    return error instanceof RetryLater ? Math.max(pause, error.afterMs) : pause;
  }

  async tellGivenUp(channel: string, payload: unknown, error: Error): Promise<void> {
    await this.#ways.get(channel)?.onGivenUp?.(payload as never, error);
  }

  /** The payloads of a channel that were made in a stretch of time and fit, the oldest first, for sending them again. */
  payloadsOf<P>(channel: string, fits: Partial<P>, from: string, to: string, limit: number): Promise<P[]> {
    return this.store.payloadsOf<P>(channel, fits, from, to, limit);
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
