import { bilingual, isBlank } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { CommentReaders } from './comment-readers.js';

/** Notices to followers, as far as each may read the record today. */
@Injectable()
export class FollowNotices {
  constructor(
    private readonly notifications: NotificationService,
    private readonly readers: CommentReaders,
  ) {}

  /** That the record is in a new state; told to those who see the `field` of it. */
  async tell(
    tx: Transaction,
    subject: { app: string; form: string; recordId: string },
    people: readonly string[],
    { field, words, key }: { field: string; words: ReturnType<typeof bilingual>; key: string },
  ): Promise<void> {
    for (const reader of await this.readers.of(people, subject, tx)) {
      if (isBlank(reader.record[field])) continue;
      const called = await this.readers.titleFor(reader, tx);
      const title = bilingual(`${called['zh-CN']}：${words['zh-CN']}`, `${called.en}: ${words.en}`);
      await this.notifications.notify(tx, [reader.id], { kind: 'record.status', title, key, link: subject });
    }
  }
}
