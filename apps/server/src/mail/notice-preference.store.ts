import type { NoticeKind, NoticePreference } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface Recipient {
  id: string;
  name: string;
  email: string;
  locale: 'zh-CN' | 'en' | null;
}

@Injectable()
export class NoticePreferenceStore {
  constructor(readonly database: Database) {}

  async of(userId: string): Promise<NoticePreference> {
    const { rows } = await this.database.query<NoticePreference>(
      'select mail, muted from platform.notice_preference where user_id = $1',
      [userId],
    );
    return rows[0] ?? { mail: 'none', muted: [] };
  }

  async set(userId: string, { mail, muted }: NoticePreference): Promise<void> {
    await this.database.query(
      `insert into platform.notice_preference (user_id, mail, muted) values ($1, $2, $3)
       on conflict (user_id) do update set mail = excluded.mail, muted = excluded.muted`,
      [userId, mail, muted],
    );
  }

  /** Those of these users who want a mail at once for notices of this kind. */
  async wantEach(on: Queryable, userIds: readonly string[], kind: NoticeKind | null): Promise<Recipient[]> {
    const { rows } = await on.query<Recipient>(
      `select u.id, u.name, u.email, u.locale from platform.notice_preference p join platform.user u on u.id = p.user_id
       where p.user_id = any ($1::uuid[]) and p.mail = 'each' and u.email is not null and u.status = 'active'
         and not ($2 = any (p.muted))`,
      [userIds, kind ?? ''],
    );
    return rows;
  }

  /** Takes those whose last summary is older than a moment; each is taken once. */
  async takeForDigest(
    tx: Queryable,
    before: string,
  ): Promise<(Recipient & { since: string; muted: string[] })[]> {
    const { rows } = await tx.query<Recipient & { since: string; muted: string[] }>(
      `with due as (
         select p.user_id, p.digested_at as since, p.muted from platform.notice_preference p
         where p.mail = 'daily' and p.digested_at < $1::timestamptz for update skip locked)
       , taken as (update platform.notice_preference p set digested_at = now() from due where p.user_id = due.user_id)
       select u.id, u.name, u.email, u.locale, due.since, due.muted from due join platform.user u on u.id = due.user_id
       where u.email is not null and u.status = 'active'`,
      [before],
    );
    return rows;
  }
}
