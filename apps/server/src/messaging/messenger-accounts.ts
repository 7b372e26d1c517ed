import { Injectable } from '@nestjs/common';
import { MessengerService } from './messenger.service.js';
import { MessengerStore } from './messenger.store.js';
import type { Account } from './messengers/messenger.js';

/** Accounts for features above that hear from the other side. */
@Injectable()
export class MessengerAccounts {
  constructor(
    private readonly store: MessengerStore,
    private readonly settings: MessengerService,
  ) {}

  /** The account with its secrets, when it is of this type and switched on; and the channels of apps that go by it. */
  async find(
    id: string,
    type: string,
  ): Promise<{ account: Account; routes: { app: string; channel: string }[] } | null> {
    const row = await this.store.find(id);
    if (row?.type !== type || !row.isEnabled) return null;
    const routes = (await this.store.routes()).filter(({ messengerId }) => messengerId === id);
    return { account: this.settings.accountOf(row), routes };
  }
}
