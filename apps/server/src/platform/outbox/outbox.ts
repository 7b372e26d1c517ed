import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/queryable.js';

/** A wish to change the world, written in the transaction of what caused it. */
export interface OutboxRow<P = unknown> {
  readonly id: string;
  readonly topic: string;
  readonly key: string | null;
  readonly payload: P;
  readonly dueAt: string;
  /** How often it has failed so far. */
  readonly attempts: number;
}

/** Performs a row. What it writes through `tx` is committed together with the row's done mark, or not at all. */
export type OutboxHandler<P = never> = (tx: Transaction, row: OutboxRow<P>) => Promise<void>;

/**
 * Who performs what, and when to look. Features register their handlers in `onModuleInit`; the worker starts
 * afterwards and refuses to start while a row waits for a topic that nobody performs.
 */
@Injectable()
export class Outbox {
  readonly #handlers = new Map<string, OutboxHandler<never>>();
  readonly #watchers = new Set<() => void>();

  /** Registers the one handler of a topic. */
  on<P>(topic: string, handler: OutboxHandler<P>): void {
    if (this.#handlers.has(topic)) throw new Error(`The topic ${topic} has a handler already`);
    this.#handlers.set(topic, handler as OutboxHandler<never>);
  }

  get topics(): string[] {
    return [...this.#handlers.keys()];
  }

  /** @throws Error when nobody performs the topic: a bug, found when the first row is written */
  handlerOf(topic: string): OutboxHandler<unknown> {
    const handler = this.#handlers.get(topic);
    if (!handler) throw new Error(`Nobody performs the outbox topic ${topic}`);
    return handler as unknown as OutboxHandler<unknown>;
  }

  /** Tells the workers that a row may be due. For statements that write their outbox row themselves, after the commit. */
  wake(): void {
    for (const watch of this.#watchers) watch();
  }

  onWake(watch: () => void): () => void {
    this.#watchers.add(watch);
    return () => this.#watchers.delete(watch);
  }
}
