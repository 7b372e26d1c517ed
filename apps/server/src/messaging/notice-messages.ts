import { localize, type Text } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotificationService } from '../notifications/notification.service.js';
import { Config } from '../platform/config/config.js';
import type { Transaction } from '../platform/database/queryable.js';
import { MemberAddressStore } from './member-address.store.js';
import { MessageSender } from './message-sender.js';

/** Notices by messenger, for those members who gave an address there. */
@Injectable()
export class NoticeMessages implements OnModuleInit {
  constructor(
    private readonly notifications: NotificationService,
    private readonly addresses: MemberAddressStore,
    private readonly sender: MessageSender,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.notifications.onTold(async (tx, users, message) => this.#tell(tx, users, message));
  }

  async #tell(
    tx: Transaction,
    users: readonly string[],
    message: {
      kind: string;
      title: Text;
      body?: Text;
      link?: { app: string; form?: string; recordId?: string };
    },
  ): Promise<void> {
    const kind = message.kind.split('.')[0] ?? '';
    const { link } = message;
    const parts = [
      this.config.baseUrl?.replace(/\/$/, ''),
      'apps',
      link?.app,
      'forms',
      link?.form,
      link?.recordId,
    ];
    const url = this.config.baseUrl && link?.form && link.recordId ? parts.join('/') : null;
    for (const { messengerId, address, locale } of await this.addresses.wanting(tx, users, kind)) {
      const say = (text: Text | undefined) => localize(text, locale ?? 'zh-CN');
      const words = {
        title: say(message.title),
        text: say(message.body),
        url,
        template: null,
        parameters: {},
      };
      await this.sender.send(tx, { messengerId, address, words });
    }
  }
}
