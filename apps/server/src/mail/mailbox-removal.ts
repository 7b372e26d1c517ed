import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RemovalGuards } from '../metadata/removal-guards.js';
import { sentence } from '../platform/http/problem.js';
import { MailAccountStore } from './mail-account.store.js';

/** A channel that a mailbox is connected to cannot be taken away: its mail would come in for nobody. */
@Injectable()
export class MailboxRemoval implements OnModuleInit {
  constructor(
    private readonly guards: RemovalGuards,
    private readonly accounts: MailAccountStore,
  ) {}

  onModuleInit(): void {
    this.guards.add('channel', async (app, channel) => {
      const all = await this.accounts.list();
      const account = all.find((one) => one.app === app && one.channel === channel);
      if (!account) return null;
      return sentence(
        `邮箱 ${account.address} 连接着这个渠道，请管理员先在设置的“邮箱”中断开`,
        `The mailbox ${account.address} is connected to this channel; an administrator disconnects it in the settings first`,
      );
    });
  }
}
