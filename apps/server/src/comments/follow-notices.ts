import type { bilingual } from '@fieldwork/metadata';
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

  async tell(
    tx: Transaction,
    subject: { app: string; form: string; recordId: string },
    people: readonly string[],
    message: { kind: string; title: ReturnType<typeof bilingual>; key: string },
  ): Promise<void> {
    const readers = await this.readers.whoMayReadRecord(people, subject, tx);
    await this.notifications.notify(tx, readers, { ...message, link: subject });
  }
}
