import type { CommentData, NewComment } from '@fieldwork/api-contract';
import { isId } from '@fieldwork/metadata';
import type { FormPolicy } from '@fieldwork/policy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { FileService } from '../files/file.service.js';
import type { FileAccess, FileOwner } from '../files/file-access.js';
import type { Caller } from '../identity/caller.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, forbidden, invalid, notFound, sentence } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { CommentStore } from './comment.store.js';
import { CommentNotices } from './comment-notices.js';
import { CommentReaders, opens } from './comment-readers.js';
import type { Audience, NewRow, StoredComment, Subject } from './comment-row.js';
import { CommentViews } from './comment-views.js';

const pageSize = 100;
/** So long an author may still change or take back what he wrote. */
const changeableMs = 24 * 3_600_000;

type AddedListener = (tx: Transaction, subject: Subject, row: NewRow) => Promise<void>;

/** What people say about a record: among themselves, or for the customer to read. */
@Injectable()
export class CommentService implements FileAccess, OnModuleInit {
  readonly #listeners: AddedListener[] = [];

  constructor(
    private readonly store: CommentStore,
    private readonly readers: CommentReaders,
    private readonly notices: CommentNotices,
    private readonly views: CommentViews,
    private readonly files: FileService,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.files.guard('comment', this);
  }

  /** Hears of every new comment in its transaction; in `onModuleInit`. */
  onAdded(listen: AddedListener): void {
    this.#listeners.push(listen);
  }

  async list(
    caller: Caller,
    subject: Subject,
    before: string | null,
  ): Promise<{ data: CommentData[]; rights: FormPolicy['comments'] }> {
    const rights = await this.readers.rightsOf(caller, subject);
    const open = (['internal', 'customer'] as const).filter((one) => opens(rights.read, one));
    const rows = await this.store.list(subject, open, before, pageSize);
    const mayChange = (row: StoredComment) => opens(rights.write, row.audience) && isChangeable(row, caller);
    return { data: await this.views.show(rows, mayChange), rights };
  }

  /** What the customer may read, oldest first: for pages outside, which know whose record it is. */
  async forCustomer(subject: Subject): Promise<CommentData[]> {
    const rows = await this.store.list(subject, ['customer'], null, pageSize);
    const open = rows.filter(({ deletedAt }) => deletedAt === null).toReversed();
    return this.views.show(open, () => false);
  }

  /** How many comments people without an account wrote within the last hour. */
  fromOutsideInHour(tx: Transaction, subject: Subject): Promise<number> {
    return this.store.fromOutsideInHour(tx, subject);
  }

  /** @throws Problem 403 where his roles do not open such comments, 422 for people who may not read it */
  async add(
    caller: Caller,
    subject: Subject,
    { id, body, audience, mentions = [], files = [] }: NewComment,
    on?: Transaction,
  ) {
    if (!opens((await this.readers.rightsOf(caller, subject, on)).write, audience)) throw forbidden();
    await this.#refuseStrangers(mentions, subject, audience);
    const row: NewRow = {
      id: newId(id),
      author: caller.userId,
      authorName: null,
      audience,
      body: body.normalize('NFC'),
      mentions: [...new Set(mentions)],
      files,
      origin: null,
    };
    const write = (tx: Transaction) => this.write(tx, subject, row, caller.name);
    await (on ? write(on) : this.store.database.transaction(write));
    const stored = await this.store.find(on ?? this.store.database, subject, row.id);
    if (stored?.author !== caller.userId) throw conflict(sentence('这个标识已被使用', 'This id is taken'));
    const [data] = await this.views.show([stored], (one) => isChangeable(one, caller), on);
    return data as CommentData;
  }

  /** For features that take comments in from outside, such as mail; false where it is there already. */
  async write(tx: Transaction, subject: Subject, row: NewRow, author: string): Promise<boolean> {
    if (!(await this.store.add(tx, subject, row))) return false;
    const owner = { ...subject, field: `comment:${row.id}` };
    if (row.files.length > 0) await this.files.claim(tx, row.files, owner, row.author);
    await this.notices.added(tx, subject, row, author);
    for (const listen of this.#listeners) await listen(tx, subject, row);
    tx.afterCommit(() => this.#changed(subject));
    return true;
  }

  async change(
    caller: Caller,
    subject: Subject,
    id: string,
    body: string,
    mentions: string[],
  ): Promise<void> {
    const row = await this.#own(caller, subject, id);
    await this.#refuseStrangers(mentions, subject, row.audience);
    const fresh = mentions.filter((person) => !row.mentions.includes(person));
    await this.store.database.transaction(async (tx) => {
      await this.store.change(tx, id, body.normalize('NFC'), [...new Set(mentions)]);
      if (fresh.length > 0)
        await this.notices.added(tx, subject, { ...row, body, mentions: fresh, origin: null }, caller.name);
      tx.afterCommit(() => this.#changed(subject));
    });
  }

  async takeBack(caller: Caller, subject: Subject, id: string): Promise<void> {
    await this.#own(caller, subject, id);
    await this.store.database.transaction(async (tx) => {
      await this.files.claim(tx, [], { ...subject, field: `comment:${id}` }, caller.userId);
      await this.store.takeBack(tx, id);
      tx.afterCommit(() => this.#changed(subject));
    });
  }

  async mentionable(caller: Caller, subject: Subject, search: string) {
    if ((await this.readers.rightsOf(caller, subject)).write === 'none') throw forbidden();
    return this.readers.mentionable(subject, search);
  }

  async mayRead(caller: Caller, { field, ...subject }: FileOwner): Promise<boolean> {
    const row = await this.store.find(this.store.database, subject, field.slice('comment:'.length));
    if (!row || row.deletedAt !== null) return false;
    return (await this.readers.whoMayRead([caller.userId], subject, row.audience)).length > 0;
  }

  async #own(caller: Caller, subject: Subject, id: string): Promise<StoredComment> {
    const { read, write } = await this.readers.rightsOf(caller, subject);
    const row = isId(id) ? await this.store.find(this.store.database, subject, id) : null;
    if (!row || !opens(read, row.audience)) throw notFound();
    if (!opens(write, row.audience)) throw forbidden();
    if (!isChangeable(row, caller))
      throw forbidden(
        sentence('只能修改自己 24 小时内的评论', 'You can change your own comments for 24 hours'),
      );
    return row;
  }

  async #refuseStrangers(people: readonly string[], subject: Subject, audience: Audience): Promise<void> {
    const may = new Set(await this.readers.whoMayRead(people, subject, audience));
    const strangers = people.filter((id) => !may.has(id));
    if (strangers.length === 0) return;
    const names = [...(await this.views.names(strangers)).values()].join('、') || '?';
    const message = sentence(
      `${names} 看不到这条记录的评论`,
      `${names} may not read comments of this record`,
    );
    throw invalid([{ path: ['mentions'], code: 'may_not_read', message }]);
  }

  #changed({ app, form, recordId }: Subject): void {
    this.events.publish({ topic: 'comments', app, form, record: recordId });
  }
}

function isChangeable({ author, at, deletedAt }: StoredComment, caller: Caller): boolean {
  return author === caller.userId && deletedAt === null && Date.now() - Date.parse(at) < changeableMs;
}

function newId(given: string | undefined): string {
  if (given === undefined) return uuidv7();
  if (isId(given) && given[14] === '7') return given;
  const message = sentence('标识应为 UUIDv7', 'The id must be a UUID of version 7');
  throw invalid([{ path: ['id'], code: 'not_id', message }]);
}
