import { bilingual, firstCharacters } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { CommentReaders, opens } from './comment-readers.js';
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
  ) {}

  /** `author`: as he is called. Nobody hears of his own comment; whoever is mentioned hears it once. */
  async added(tx: Transaction, subject: Subject, row: NewRow, author: string): Promise<void> {
    await this.followers.addUnlessDeclined(tx, subject, [...row.mentions, row.author ?? []].flat());
    const following = await this.followers.of(tx, subject);
    const people = [...row.mentions, ...following].filter((id) => id !== row.author);
    const excerpt = firstCharacters(row.body, excerptLength);
    const body = excerpt === row.body ? excerpt : `${excerpt}…`;
    for (const reader of await this.readers.of(people, subject, tx)) {
      if (!opens(reader.comments.read, row.audience)) continue;
      const isMentioned = row.mentions.includes(reader.id);
      const kind = isMentioned ? 'comment.mention' : 'comment.added';
      const { 'zh-CN': zh, en } = await this.readers.titleFor(reader, tx);
      const title = isMentioned
        ? bilingual(`${author} 在 ${zh} 中提到了您`, `${author} mentioned you in ${en}`)
        : bilingual(`${author} 在 ${zh} 中发表了评论`, `${author} commented in ${en}`);
      const message = { kind, title, body, link: subject, key: `${kind}/${row.id}` };
      await this.notifications.notify(tx, [reader.id], message);
    }
  }
}
