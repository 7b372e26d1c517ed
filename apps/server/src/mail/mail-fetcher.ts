import type { ChannelOf } from '@fieldwork/metadata';
import { Injectable, Logger } from '@nestjs/common';
import type { ImapFlow } from 'imapflow';
import { AppRegistry } from '../metadata/app-registry.js';
import { describeDatabaseFailure } from '../platform/database/database-errors.js';
import { RecordGate } from '../records/record-gate.js';
import { MailAccountService } from './mail-account.service.js';
import { type MailAccount, MailAccountStore } from './mail-account.store.js';
import { MailConnections } from './mail-connections.js';
import { MailIntake } from './mail-intake.js';
import { type IncomingMail, readMail } from './read-mail.js';

const mostBytes = 40 * 1024 * 1024;
const mostAtOnce = 200;
/** So often a mail may fail before those behind it are taken without it. */
const mostFailures = 3;

interface WaitingMail {
  uid: number;
  source: Buffer;
  at: Date;
}

/** Looks into a mailbox and takes what is new, one mail after the other. */
@Injectable()
export class MailFetcher {
  readonly #log = new Logger('Mail');
  /** The mail that a mailbox stands at because it failed; of this process, where each tries as often. */
  readonly #failing = new Map<string, { uid: number; times: number }>();

  constructor(
    private readonly accounts: MailAccountStore,
    private readonly settings: MailAccountService,
    private readonly connections: MailConnections,
    private readonly intake: MailIntake,
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
  ) {}

  /** Answers how many mails were new. */
  async fetch(account: MailAccount): Promise<number> {
    const channel = await this.#channelOf(account);
    if (!account.imap || !channel) return 0;
    const client = await this.connections.imap(account.imap, this.settings.passwordsOf(account).imap);
    try {
      const lock = await client.getMailboxLock('INBOX');
      try {
        return await this.#takeNew(client, account, channel);
      } finally {
        lock.release();
      }
    } finally {
      await client.logout().catch(() => client.close());
    }
  }

  async #takeNew(client: ImapFlow, account: MailAccount, channel: ChannelOf<'mail'>): Promise<number> {
    const mailbox = client.mailbox;
    const validity = mailbox ? String(mailbox.uidValidity) : '';
    if (validity !== account.uidValidity) await this.accounts.begin(account.id, validity);
    const last = validity === account.uidValidity ? Number(account.lastUid) : 0;
    const waiting: { uid: number; size: number; at: Date }[] = [];
    const query = { uid: true, size: true, internalDate: true };
    for await (const { uid, size, internalDate } of client.fetch(`${last + 1}:*`, query, { uid: true })) {
      // `n:*` answers the last mail even when its number is below n.
      if (uid > last) waiting.push({ uid, size: size ?? 0, at: new Date(internalDate ?? Date.now()) });
    }
    waiting.sort((a, b) => a.uid - b.uid);
    for (const { uid, size, at } of waiting.slice(0, mostAtOnce)) {
      if (size > mostBytes) {
        this.#log.warn(`A mail of ${size} bytes in ${account.address} is too large and stays there`);
        await this.accounts.passed(this.accounts.database, account.id, uid);
        continue;
      }
      const found = await client.fetchOne(String(uid), { source: true }, { uid: true });
      const source = found ? found.source : undefined;
      if (source) await this.#takeOrPass(account, channel, { uid, source, at });
    }
    return waiting.length;
  }

  /** What no try mends must not hold up the mails behind it; anybody may send one. */
  async #takeOrPass(account: MailAccount, channel: ChannelOf<'mail'>, mail: WaitingMail): Promise<void> {
    try {
      await this.#take(account, channel, mail);
    } catch (error) {
      const failure = describeDatabaseFailure(error);
      if (failure && failure.status !== 400) throw error;
      const before = this.#failing.get(account.id);
      const times = before?.uid === mail.uid ? before.times + 1 : 1;
      this.#failing.set(account.id, { uid: mail.uid, times });
      if (times < mostFailures) throw error;
      this.#log.error(`Mail ${mail.uid} of ${account.address} is passed over: ${(error as Error).stack}`);
      await this.accounts.database.transaction(async (tx) => {
        await this.intake.giveUp(tx, account, mail.source, error as Error);
        await this.accounts.passed(tx, account.id, mail.uid);
      });
    }
  }

  async #take(
    account: MailAccount,
    channel: ChannelOf<'mail'>,
    { uid, source, at }: WaitingMail,
  ): Promise<void> {
    const mail = await readMail(source, at.toISOString());
    const files = await this.#filesOf(account, mail);
    const cause = { kind: 'channel', id: channel.id } as const;
    const opened = await this.gate.openAsPlatform(account.app ?? '', channel.form, null, cause);
    await this.accounts.database.transaction(async (tx) => {
      if (!(await this.intake.isKnown(account, mail.messageId, tx)))
        await this.intake.take(tx, { account, channel, opened, mail }, files);
      await this.accounts.passed(tx, account.id, uid);
    });
  }

  /** A mail that is known, or that nobody will see, needs no files. */
  async #filesOf(account: MailAccount, mail: IncomingMail): Promise<string[]> {
    if (mail.isAutomatic || mail.files.length === 0) return [];
    if (await this.intake.isKnown(account, mail.messageId, this.accounts.database)) return [];
    return this.intake.store(mail);
  }

  async #channelOf({ app, channel }: MailAccount): Promise<ChannelOf<'mail'> | null> {
    const found =
      app === null ? null : (await this.registry.find(app))?.documents.channels.get(channel ?? '');
    return found?.type === 'mail' && found.enabled !== false ? found : null;
  }
}
