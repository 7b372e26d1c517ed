import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Listener } from '../platform/database/listener.js';
import { EventStore } from './event.store.js';

/** Something changed; whoever shows it should read it again. Holds no data: each reader has his own rights. */
export interface ServerEvent {
  /** Such as `records`, `tasks`, `notifications`, `documents`. */
  readonly topic: string;
  readonly app?: string;
  readonly form?: string;
  readonly record?: string;
  /** For these users only. */
  readonly userIds?: readonly string[];
}

const CHANNEL = 'fieldwork_events';
const GATHER_MS = 100;
/** NOTIFY takes 8000 bytes; a user id is 39. */
const USERS_PER_EVENT = 150;

/**
 * Events between all server processes. They are gathered for a moment and sent once each: a NOTIFY in every business
 * transaction would make all commits queue up behind one lock. A lost event costs freshness, never data.
 */
@Injectable()
export class EventBus implements OnModuleInit, OnModuleDestroy {
  readonly #log = new Logger('Events');
  readonly #receivers = new Set<(event: ServerEvent) => void>();
  readonly #waiting = new Map<string, ServerEvent>();
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly listener: Listener,
  ) {}

  onModuleInit(): void {
    const missed = () => this.#receive({ topic: 'reconnected' });
    this.#stopListening = this.listener.listen(CHANNEL, (text) => this.#receive(JSON.parse(text)), missed);
  }

  onModuleDestroy(): void {
    clearTimeout(this.#timer);
    this.#stopListening?.();
  }

  /** Sends an event after the present moment; call it after the commit (`tx.afterCommit`). */
  publish(event: ServerEvent): void {
    for (const part of parts(event)) this.#waiting.set(JSON.stringify(part), part);
    this.#timer ??= setTimeout(() => void this.#flush(), GATHER_MS);
  }

  subscribe(receive: (event: ServerEvent) => void): () => void {
    this.#receivers.add(receive);
    return () => this.#receivers.delete(receive);
  }

  async #flush(): Promise<void> {
    this.#timer = undefined;
    const payloads = [...this.#waiting.keys()];
    this.#waiting.clear();
    await this.store
      .send(CHANNEL, payloads)
      .catch((error: Error) => this.#log.warn(`Not sent: ${error.message}`));
  }

  #receive(event: ServerEvent): void {
    for (const receive of this.#receivers) receive(event);
  }
}

function parts(event: ServerEvent): ServerEvent[] {
  const { userIds } = event;
  if (!userIds || userIds.length <= USERS_PER_EVENT) return [event];
  const count = Math.ceil(userIds.length / USERS_PER_EVENT);
  return Array.from({ length: count }, (_, index) => ({
    ...event,
    userIds: userIds.slice(index * USERS_PER_EVENT, (index + 1) * USERS_PER_EVENT),
  }));
}
