import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import type { Transaction } from '../platform/database/queryable.js';
import { type Message, type Notification, NotificationStore } from './notification.store.js';

type ToldListener = (tx: Transaction, userIds: readonly string[], message: Message) => Promise<void>;

/** Telling people something, in the transaction of what it is about. */
@Injectable()
export class NotificationService {
  readonly #listeners: ToldListener[] = [];

  constructor(
    private readonly store: NotificationStore,
    private readonly events: EventBus,
  ) {}

  /** Notifies users (disabled ones are left out). Their open pages hear of it after the commit. */
  async notify(tx: Transaction, userIds: readonly string[], message: Message): Promise<void> {
    if (userIds.length === 0) return;
    const told = await this.store.add(tx, [...new Set(userIds)], message);
    if (told.length === 0) return;
    for (const listen of this.#listeners) await listen(tx, told, message);
    tx.afterCommit(() => this.#tell(told));
  }

  /** Hears of every notice in its transaction; for other ways to reach people. In `onModuleInit`. */
  onTold(listen: ToldListener): void {
    this.#listeners.push(listen);
  }

  /** What these users were told after a moment and have not read, the oldest first. */
  unreadSince(userId: string, since: string): Promise<Notification[]> {
    return this.store.unreadSince(userId, since);
  }

  list(
    userId: string,
    search: { unreadOnly: boolean; before: string | null; limit: number },
  ): Promise<Notification[]> {
    return this.store.list(userId, search);
  }

  countUnread(userId: string): Promise<number> {
    return this.store.countUnread(userId);
  }

  async markRead(userId: string, id: string | null): Promise<void> {
    if ((await this.store.markRead(userId, id)) > 0) this.#tell([userId]);
  }

  #tell(userIds: readonly string[]): void {
    this.events.publish({ topic: 'notifications', userIds });
  }
}
