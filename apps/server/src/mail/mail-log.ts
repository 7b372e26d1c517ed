import type { MailMessageData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { MailMessageStore } from './mail-message.store.js';

/** What came and went through a mailbox, newest first. */
@Injectable()
export class MailLog {
  constructor(private readonly messages: MailMessageStore) {}

  list(accountId: string, before: string | null): Promise<MailMessageData[]> {
    return this.messages.list(accountId, before, 100);
  }
}
