import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { Audience, NewRow, StoredComment, Subject } from './comment-row.js';

const columns = `id, app, form, record_id as "recordId", author, author_name as "authorName", audience, body, mentions,
  files, created_at as at, edited_at as "editedAt", deleted_at as "deletedAt"`;

@Injectable()
export class CommentStore {
  constructor(readonly database: Database) {}

  /** false: there is a comment with this id already. */
  async add(tx: Queryable, { app, form, recordId }: Subject, row: NewRow): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.comment (id, app, form, record_id, author, author_name, audience, body, mentions, files, origin)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
      [
        row.id,
        app,
        form,
        recordId,
        row.author,
        row.authorName,
        row.audience,
        row.body,
        row.mentions,
        row.files,
        row.origin === null ? null : JSON.stringify(row.origin),
      ],
      'comment_add',
    );
    return rowCount === 1;
  }

  /** Newest first; `before` is the id of the last one of the page before. */
  async list(
    { app, form, recordId }: Subject,
    audiences: readonly Audience[],
    before: string | null,
    limit: number,
  ): Promise<StoredComment[]> {
    const { rows } = await this.database.query<StoredComment>(
      `select ${columns} from platform.comment
       where record_id = $1 and app = $2 and form = $3 and audience = any ($4) and ($5::uuid is null or id < $5)
       order by id desc limit $6`,
      [recordId, app, form, audiences, before, limit],
      'comment_list',
    );
    return rows;
  }

  /** How many people without an account wrote within the last hour. */
  async fromOutsideInHour(on: Queryable, { app, form, recordId }: Subject): Promise<number> {
    const { rows } = await on.query<{ count: number }>(
      `select count(*)::int as count from platform.comment
       where record_id = $3 and app = $1 and form = $2 and author is null
         and created_at > clock_timestamp() - interval '1 hour'`,
      [app, form, recordId],
      'comment_outside',
    );
    return rows[0]?.count ?? 0;
  }

  async find(on: Queryable, { app, form, recordId }: Subject, id: string): Promise<StoredComment | null> {
    const { rows } = await on.query<StoredComment>(
      `select ${columns} from platform.comment where id = $1 and record_id = $2 and app = $3 and form = $4`,
      [id, recordId, app, form],
      'comment_find',
    );
    return rows[0] ?? null;
  }

  async change(tx: Queryable, id: string, body: string, mentions: readonly string[]): Promise<void> {
    await tx.query(
      'update platform.comment set body = $2, mentions = $3, edited_at = clock_timestamp() where id = $1',
      [id, body, mentions],
    );
  }

  /** The words and files go, that there was something stays. */
  async takeBack(tx: Queryable, id: string): Promise<void> {
    await tx.query(
      `update platform.comment set body = '', mentions = '{}', files = '{}', deleted_at = clock_timestamp() where id = $1`,
      [id],
    );
  }
}
