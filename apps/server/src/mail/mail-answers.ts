import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import type { NewRow, Subject } from '../comments/comment-row.js';
import type { Transaction } from '../platform/database/queryable.js';
import { MailAccountStore } from './mail-account.store.js';
import { MailMessageStore } from './mail-message.store.js';
import { MailSender } from './mail-sender.js';

/** What is written to the customer on a record that came by mail goes out in the same thread. */
@Injectable()
export class MailAnswers implements OnModuleInit {
  constructor(
    private readonly comments: CommentService,
    private readonly accounts: MailAccountStore,
    private readonly messages: MailMessageStore,
    private readonly sender: MailSender,
  ) {}

  onModuleInit(): void {
    this.comments.onAdded((tx, subject, row) => this.#answer(tx, subject, row));
  }

  async #answer(tx: Transaction, subject: Subject, row: NewRow): Promise<void> {
    // What came from outside is not sent back.
    if (row.audience !== 'customer' || row.author === null) return;
    const last = await this.messages.lastFrom(tx, subject);
    const account = last && (await this.accounts.find(last.accountId, tx));
    if (!last || !account?.smtp || !account.isEnabled) return;
    const references = await this.messages.references(tx, subject);
    await this.sender.send(tx, account, {
      to: { address: last.address, name: last.name },
      subject: /^re:/i.test(last.subject) ? last.subject : `Re: ${last.subject}`,
      text: row.body,
      kind: 'answer',
      answers: last.messageId,
      references: references.slice(-30),
      files: row.files,
      thread: subject,
      key: `comment/${row.id}`,
    });
  }
}
