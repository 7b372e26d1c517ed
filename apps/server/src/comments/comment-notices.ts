import { bilingual, firstCharacters } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { CommentReaders } from './comment-readers.js';
import type { NewRow, Subject } from './comment-row.js';
import { FollowerStore } from './follower.store.js';

const excerptLength = 200;

/** Who wrote or is mentioned follows from now on; those mentioned and those following are told, as far as each may read it. */
@Injectable()
export class CommentNotices {
  constructor(
    private readonly notifications: NotificationService,
    private readonly followers: FollowerStore,
    private readonly readers: CommentReaders,
    private readonly records: RecordService,
    private readonly gate: RecordGate,
  ) {}

  /** `author`: as he is called. Nobody hears of his own comment; whoever is mentioned hears it once. */
  async added(tx: Transaction, subject: Subject, row: NewRow, author: string): Promise<void> {
    await this.followers.addUnlessDeclined(tx, subject, [...row.mentions, row.author ?? []].flat());
    const others = (ids: readonly string[]) => ids.filter((id) => id !== row.author);
    const mentioned = others(row.mentions);
    await this.#tell(tx, subject, mentioned, {
      kind: 'comment.mention',
      title: await this.#title(tx, subject, author, '提到了您', 'mentioned you'),
      row,
    });
    const following = await this.followers.of(tx, subject);
    const interested = others(following).filter((id) => !row.mentions.includes(id));
    const readers = await this.readers.whoMayRead(interested, subject, row.audience, tx);
    await this.#tell(tx, subject, readers, {
      kind: 'comment.added',
      title: await this.#title(tx, subject, author, '发表了评论', 'commented'),
      row,
    });
  }

  async #tell(
    tx: Transaction,
    { app, form, recordId }: Subject,
    people: readonly string[],
    { kind, title, row }: { kind: string; title: ReturnType<typeof bilingual>; row: NewRow },
  ): Promise<void> {
    const excerpt = firstCharacters(row.body, excerptLength);
    const body = excerpt === row.body ? excerpt : `${excerpt}…`;
    const link = { app, form, recordId };
    await this.notifications.notify(tx, people, { kind, title, body, link, key: `${kind}/${row.id}` });
  }

  async #title(
    tx: Transaction,
    { app, form: formId, recordId }: Subject,
    author: string,
    zh: string,
    en: string,
  ) {
    const { form, viewer } = await this.gate.openAsPlatform(app, formId, null, { kind: 'person' });
    const title = (await this.records.titles(viewer, form, [recordId], tx)).get(recordId) ?? '';
    return bilingual(`${author} 在 ${title} 中${zh}`, `${author} ${en} in ${title}`);
  }
}
