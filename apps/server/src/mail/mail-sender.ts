import { createReadStream } from 'node:fs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { DeliveryService, PermanentFailure } from '../platform/deliveries/delivery.service.js';
import { uuidv7 } from '../platform/uuid.js';
import { MailAccountService } from './mail-account.service.js';
import { type MailAccount, MailAccountStore } from './mail-account.store.js';
import { MailConnections } from './mail-connections.js';
import { MailMessageStore, type Thread } from './mail-message.store.js';
import { markHeader } from './read-mail.js';

/** A mail that goes out. `thread`: the record it is about; answers find their way back by it. */
export interface OutgoingMail {
  to: { address: string; name: string | null };
  subject: string;
  text: string;
  kind: 'answer' | 'receipt' | 'notice';
  answers?: string;
  references?: readonly string[];
  files?: readonly string[];
  thread?: Thread;
  /** The same key is sent once. */
  key?: string;
}

interface Payload extends Omit<OutgoingMail, 'key'> {
  account: string;
  messageId: string;
}

const CHANNEL = 'mail';

/** Mails on their way out: written with what they are about, sent by deliveries. */
@Injectable()
export class MailSender implements OnModuleInit {
  constructor(
    private readonly accounts: MailAccountStore,
    private readonly settings: MailAccountService,
    private readonly messages: MailMessageStore,
    private readonly connections: MailConnections,
    private readonly deliveries: DeliveryService,
    private readonly files: FileService,
  ) {}

  onModuleInit(): void {
    this.deliveries.on<Payload>(CHANNEL, (payload) => this.#deliver(payload));
  }

  /** In the transaction of what it tells. */
  async send(
    tx: Transaction,
    account: Pick<MailAccount, 'id' | 'address'>,
    mail: OutgoingMail,
  ): Promise<void> {
    const { key, ...rest } = mail;
    const id = uuidv7();
    const messageId = `<${id}@${account.address.split('@')[1] ?? 'localhost'}>`;
    const payload: Payload = { ...rest, account: account.id, messageId };
    const link = mail.thread;
    const sent = await this.deliveries.send(tx, {
      channel: CHANNEL,
      target: mail.to.address,
      payload,
      ...(key === undefined ? {} : { key }),
      ...(link ? { link } : {}),
    });
    if (sent === null || mail.kind === 'notice') return;
    await this.messages.add(tx, {
      id,
      accountId: account.id,
      direction: 'out',
      messageId,
      kind: mail.kind,
      address: mail.to.address,
      name: mail.to.name,
      subject: mail.subject,
      thread: mail.thread ?? null,
      error: null,
    });
  }

  /** From the mailbox that sends notices. @throws Error where there is none */
  async sendNotice(
    tx: Transaction,
    mail: { to: string; subject: string; text: string; key: string },
  ): Promise<void> {
    const account = await this.accounts.ofNotices(tx);
    if (!account) throw new Error('No mailbox sends notices');
    const { to, ...rest } = mail;
    await this.send(tx, account, { ...rest, to: { address: to, name: null }, kind: 'notice' });
  }

  async #deliver(payload: Payload): Promise<void> {
    const account = await this.accounts.find(payload.account);
    if (!account?.smtp || !account.isEnabled)
      throw new PermanentFailure('The mailbox sends no mail any more');
    const transport = await this.connections.smtp(account.smtp, this.settings.passwordsOf(account).smtp);
    const files = await this.files.paths(payload.files ?? []);
    try {
      await transport.sendMail({
        from: { name: account.name ?? '', address: account.address },
        to: { name: payload.to.name ?? '', address: payload.to.address },
        subject: payload.subject,
        text: payload.text,
        messageId: payload.messageId,
        inReplyTo: payload.answers,
        references: [...(payload.references ?? [])],
        headers: {
          [markHeader]: account.id,
          ...(payload.kind === 'answer' ? {} : { 'Auto-Submitted': 'auto-generated' }),
        },
        attachments: files.map(({ name, path }) => ({ filename: name, content: createReadStream(path) })),
      });
    } catch (error) {
      const code = (error as { responseCode?: number }).responseCode;
      // 5xx is final (RFC 5321), but for a sign-in that may be mended.
      if (code !== undefined && code >= 500 && code !== 535 && code !== 530)
        throw new PermanentFailure((error as Error).message);
      throw error;
    } finally {
      transport.close();
    }
  }
}
