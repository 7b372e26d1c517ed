import { Readable } from 'node:stream';
import {
  type ChannelOf,
  fieldOf,
  fieldTypeOf,
  fillMessage,
  localize,
  mostFilesOf,
} from '@fieldwork/metadata';
import { Injectable, Logger } from '@nestjs/common';
import { CommentService } from '../comments/comment.service.js';
import { FileService } from '../files/file.service.js';
import { isPicture } from '../files/file-type.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { storableText } from '../platform/database/storable.js';
import { Problem } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { RecordService } from '../records/record.service.js';
import type { Opened } from '../records/record-gate.js';
import type { MailAccount } from './mail-account.store.js';
import { type FoundForMail, MailFacts } from './mail-facts.js';
import { MailMessageStore, type NewMessage, type Thread } from './mail-message.store.js';
import { MailSender } from './mail-sender.js';
import { type IncomingMail, readMail, unnamed } from './read-mail.js';

const usualMostPerHour = 20;
const mostReceiptsPerHour = 3;

/** What a mail is taken for, and the record it belongs to. */
type Reading = Pick<NewMessage, 'kind' | 'thread' | 'error'>;

interface Case {
  account: MailAccount;
  channel: ChannelOf<'mail'>;
  opened: Opened;
  mail: IncomingMail;
}

/**
 * One mail becomes a request or an answer, in one transaction with the note that it was taken; so a mail that is
 * fetched twice is one record. A mail from a machine makes none and is never answered.
 */
@Injectable()
export class MailIntake {
  readonly #log = new Logger('Mail');

  constructor(
    private readonly messages: MailMessageStore,
    private readonly facts: MailFacts,
    private readonly records: RecordService,
    private readonly comments: CommentService,
    private readonly files: FileService,
    private readonly sender: MailSender,
  ) {}

  isKnown(account: MailAccount, messageId: string, on: Queryable): Promise<boolean> {
    return this.messages.isKnown(on, account.id, messageId);
  }

  /** Takes one mail. `fileIds` were stored before; they are claimed here. */
  async take(tx: Transaction, at: Case, fileIds: readonly string[]): Promise<void> {
    const { account, mail } = at;
    const reading = await this.#read(tx, at, fileIds);
    await this.messages.add(tx, {
      id: uuidv7(),
      accountId: account.id,
      direction: 'in',
      messageId: mail.messageId,
      address: mail.from,
      name: mail.fromName,
      subject: mail.subject,
      ...reading,
    });
    if (reading.kind === 'request' && reading.thread) await this.#acknowledge(tx, at, reading.thread);
  }

  /** One that could not be dealt with, whatever was tried: it stays in the mailbox, and the log says why. */
  async giveUp(tx: Transaction, account: MailAccount, source: Buffer, error: Error): Promise<void> {
    const mail = await readMail(source, '').catch(() => null);
    await this.messages.add(tx, {
      id: uuidv7(),
      accountId: account.id,
      direction: 'in',
      messageId: mail?.messageId ?? unnamed(source),
      kind: 'failed',
      address: mail?.from ?? '',
      name: mail?.fromName ?? null,
      subject: mail?.subject ?? '',
      thread: null,
      error: storableText(error.message.slice(0, 1000)),
    });
  }

  /** Files of a mail, stored under nobody's name until the mail is taken. */
  async store({ files }: IncomingMail): Promise<string[]> {
    const ids: string[] = [];
    for (const { name, content } of files) {
      const file = { name, stream: Readable.from(content), isTruncated: () => false };
      ids.push((await this.files.receive(file, null)).id);
    }
    return ids;
  }

  async #read(tx: Transaction, at: Case, fileIds: readonly string[]): Promise<Reading> {
    const { account, channel, mail } = at;
    const isOwn = mail.from === account.address || mail.mark !== null;
    const found = await this.facts.find(tx, at);
    const thread = await this.#threadOf(tx, at, found);
    if (isOwn) return { kind: 'own', thread, error: null };
    if (mail.isAutomatic) return { kind: 'automatic', thread, error: null };
    if (thread) return this.#reply(tx, at, thread, found, fileIds);
    const most = channel.mostPerHour ?? usualMostPerHour;
    const had = await this.messages.countOfHour(tx, account.id, mail.from, ['request']);
    if (had >= most) return { kind: 'held', thread: null, error: `more than ${most} in an hour` };
    return this.#request(tx, at, found, fileIds);
  }

  async #threadOf(
    tx: Transaction,
    { channel, opened, mail }: Case,
    found: FoundForMail,
  ): Promise<Thread | null> {
    const app = opened.app.id;
    const answered = await this.messages.threadOf(tx, app, channel.form, mail.answers);
    if (answered) return answered;
    const named = await this.facts.namedIn(tx, opened, mail.subject);
    if (!named) return null;
    const thread = { app, form: channel.form, recordId: String(named.id) };
    // A number is easily guessed: it counts for those who have to do with the record.
    const isKnown =
      (await this.messages.hasTakenPart(tx, thread, mail.from)) || this.facts.concerns(named, found, opened);
    return isKnown ? thread : null;
  }

  async #reply(
    tx: Transaction,
    { channel, opened, mail }: Case,
    thread: Thread,
    found: FoundForMail,
    fileIds: readonly string[],
  ): Promise<Reading> {
    await this.#comment(tx, thread, mail, mail.text.slice(0, 10_000) || mail.subject || '…', fileIds);
    if (channel.reply) {
      const values = this.facts.replyValues(opened, channel, mail, found);
      const write = { ...opened.write, narrowing: { isAutomatic: true } };
      const problem = await this.#attempt(tx, () =>
        this.records.update(write, thread.recordId, values, {}, tx),
      );
      if (problem) return { kind: 'reply', thread, error: problem };
    }
    return { kind: 'reply', thread, error: null };
  }

  async #request(
    tx: Transaction,
    { channel, opened, mail }: Case,
    found: FoundForMail,
    fileIds: readonly string[],
  ): Promise<Reading> {
    const files = await this.#filesFor(channel.files, opened, fileIds);
    const taken = Object.values(files).flat();
    const values = { ...this.facts.requestValues(opened, channel, mail, found), ...files };
    const write = { ...opened.write, narrowing: { isAutomatic: true } };
    let made: string | null = null;
    const problem = await this.#attempt(tx, async () => {
      made = await this.records.create(write, values, undefined, tx);
    });
    if (problem !== null || made === null) return { kind: 'failed', thread: null, error: problem };
    const id = (JSON.parse(made) as { id: string }).id;
    const thread = { app: opened.app.id, form: channel.form, recordId: id };
    const left = fileIds.filter((file) => !taken.includes(file));
    if (left.length > 0) await this.#comment(tx, thread, mail, mail.subject || '…', left);
    return { kind: 'request', thread, error: null };
  }

  /** What the sender says and sends, where the customer and the office talk to each other. */
  async #comment(
    tx: Transaction,
    thread: Thread,
    mail: IncomingMail,
    body: string,
    fileIds: readonly string[],
  ): Promise<void> {
    const name = mail.fromName ?? mail.from;
    const row = {
      id: uuidv7(),
      author: null,
      authorName: name,
      audience: 'customer' as const,
      body,
      mentions: [],
      files: [...fileIds],
      origin: { mail: mail.messageId, from: mail.from },
    };
    await this.comments.write(tx, thread, row, name);
  }

  /** What the field takes; the rest, such as a document where photos are kept, keeps no request out. */
  async #filesFor(
    id: string | undefined,
    { write }: Opened,
    fileIds: readonly string[],
  ): Promise<Record<string, string[]>> {
    const field = id === undefined ? undefined : fieldOf(write.form, id);
    if (!field) return {};
    const infos = await this.files.describe(fileIds);
    const taken = fieldTypeOf(field).onlyPictures
      ? fileIds.filter((file) => isPicture(infos.get(file)?.type ?? ''))
      : [...fileIds];
    return taken.length === 0 ? {} : { [field.id]: taken.slice(0, mostFilesOf(field)) };
  }

  /** What the form refuses is noted with the mail, which stays in the mailbox; anything else is tried again. */
  async #attempt(tx: Transaction, work: () => Promise<unknown>): Promise<string | null> {
    try {
      await tx.savepoint(work);
      return null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const details = error.issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`);
      const reason = [error.message, ...details].join('; ').slice(0, 1000);
      this.#log.warn(`A mail was not accepted: ${reason}`);
      return reason;
    }
  }

  async #acknowledge(
    tx: Transaction,
    { account, channel, opened, mail }: Case,
    thread: Thread,
  ): Promise<void> {
    if (!channel.acknowledge || !account.smtp || mail.from === '') return;
    const had = await this.messages.countOfHour(tx, account.id, mail.from, ['receipt']);
    if (had >= mostReceiptsPerHour) return;
    const record = await this.records.find(opened.write.platform, opened.form, thread.recordId, tx);
    const facts = {
      form: opened.form,
      forms: opened.app.documents.forms,
      values: record ?? {},
      context: opened.viewer.context,
      timeZone: opened.viewer.context.timeZone,
    };
    const words = (text: typeof channel.label) => localize(fillMessage(text, facts), 'zh-CN');
    await this.sender.send(tx, account, {
      to: { address: mail.from, name: mail.fromName },
      subject: words(channel.acknowledge.subject),
      text: words(channel.acknowledge.body),
      kind: 'receipt',
      answers: mail.messageId,
      references: [...mail.answers.toReversed(), mail.messageId],
      thread,
      key: `receipt/${thread.recordId}`,
    });
  }
}
