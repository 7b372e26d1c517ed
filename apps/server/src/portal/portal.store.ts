import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

@Injectable()
export class PortalStore {
  constructor(readonly database: Database) {}

  /** What comes from outside for one record takes turns until the end of the transaction. */
  async lock(tx: Queryable, record: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`portal ${record}`]);
  }

  /** The record that another was merged into; null where it was not. */
  async survivorOf(on: Queryable, app: string, form: string, id: string): Promise<string | null> {
    const { rows } = await on.query<{ survivor: string }>(
      `select survivor from platform.record_merge
       where other = $3 and app = $1 and form = $2 and undone_at is null`,
      [app, form, id],
    );
    return rows[0]?.survivor ?? null;
  }

  /** Messages from outside within the last hour. */
  async messagesInHour(tx: Queryable, app: string, form: string, record: string): Promise<number> {
    const { rows } = await tx.query<{ count: number }>(
      `select count(*)::int as count from platform.comment
       where record_id = $3 and app = $1 and form = $2 and author is null
         and created_at > clock_timestamp() - interval '1 hour'`,
      [app, form, record],
      'portal_messages',
    );
    return rows[0]?.count ?? 0;
  }
}
