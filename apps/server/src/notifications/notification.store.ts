import type { Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface NotificationLink {
  readonly app: string;
  readonly form?: string;
  readonly recordId?: string;
}

/** What somebody is told. */
export interface Message {
  /** What it is about, such as `task.assigned`. */
  readonly kind: string;
  readonly title: Text;
  readonly body?: Text;
  readonly link?: NotificationLink;
  /** The same key for the same user is told once only. */
  readonly key?: string;
}

export interface Notification {
  readonly id: string;
  readonly kind: string;
  readonly title: Text;
  readonly body: Text | null;
  readonly link: { app: string; form: string | null; record: string | null } | null;
  readonly readAt: string | null;
  readonly createdAt: string;
}

@Injectable()
export class NotificationStore {
  constructor(private readonly database: Database) {}

  async add(tx: Queryable, userIds: readonly string[], message: Message): Promise<string[]> {
    const { rows } = await tx.query<{ userId: string }>(
      `insert into platform.notification (user_id, kind, title, body, app, form, record_id, key)
       select u.id, $2, $3, $4, $5, $6, $7, $8 from platform.user u
       where u.id = any ($1::uuid[]) and u.status = 'active'
       on conflict (user_id, key) where key is not null do nothing
       returning user_id as "userId"`,
      [
        userIds,
        message.kind,
        JSON.stringify(message.title),
        message.body === undefined ? null : JSON.stringify(message.body),
        message.link?.app ?? null,
        message.link?.form ?? null,
        message.link?.recordId ?? null,
        message.key ?? null,
      ],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Newest first; `before` is the id of the last one seen. */
  async list(
    userId: string,
    search: { unreadOnly: boolean; before: string | null; limit: number },
  ): Promise<Notification[]> {
    const { rows } = await this.database.query<Notification>(
      `select id, kind, title, body, read_at as "readAt", created_at as "createdAt",
         case when app is not null then jsonb_build_object('app', app, 'form', form, 'record', record_id) end as link
       from platform.notification
       where user_id = $1 and (not $2 or read_at is null) and ($3::uuid is null or id < $3)
       order by id desc limit $4`,
      [userId, search.unreadOnly, search.before, search.limit],
    );
    return rows;
  }

  async unreadSince(userId: string, since: string): Promise<Notification[]> {
    const { rows } = await this.database.query<Notification>(
      `select id, kind, title, body, read_at as "readAt", created_at as "createdAt", null as link
       from platform.notification
       where user_id = $1 and read_at is null and created_at > $2 order by id limit 200`,
      [userId, since],
    );
    return rows;
  }

  async countUnread(userId: string): Promise<number> {
    const { rows } = await this.database.query<{ count: string }>(
      'select count(*) from platform.notification where user_id = $1 and read_at is null',
      [userId],
    );
    return Number(rows[0]?.count ?? 0);
  }

  /** Marks one (null: all) as read; answers how many were of this user and unread. */
  async markRead(userId: string, id: string | null): Promise<number> {
    const { rowCount } = await this.database.query(
      `update platform.notification set read_at = now()
       where user_id = $1 and ($2::uuid is null or id = $2) and read_at is null`,
      [userId, id],
    );
    return rowCount;
  }
}
