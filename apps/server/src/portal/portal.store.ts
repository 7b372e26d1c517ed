import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';

@Injectable()
export class PortalStore {
  constructor(readonly database: Database) {}

  /** What comes from outside for one record takes turns until the end of the transaction. */
  async lock(tx: Queryable, record: string): Promise<void> {
    await lockByName(tx, 'portal', record);
  }

  async addFile(
    tx: Queryable,
    { app, form, recordId }: { app: string; form: string; recordId: string },
    file: string,
  ): Promise<void> {
    await tx.query(
      'insert into platform.portal_file (file_id, app, form, record_id) values ($1, $2, $3, $4)',
      [file, app, form, recordId],
    );
  }

  async filesInHour(on: Queryable, record: string): Promise<number> {
    const { rows } = await on.query<{ count: number }>(
      `select count(*)::int as count from platform.portal_file
       where record_id = $1 and at > clock_timestamp() - interval '1 hour'`,
      [record],
    );
    return rows[0]?.count ?? 0;
  }

  /** How many of these pictures came in for the record. */
  async countFiles(
    tx: Queryable,
    { app, form, recordId }: { app: string; form: string; recordId: string },
    ids: readonly string[],
  ): Promise<number> {
    const { rows } = await tx.query(
      `select from platform.portal_file
       where file_id = any ($4::uuid[]) and app = $1 and form = $2 and record_id = $3`,
      [app, form, recordId, ids],
    );
    return rows.length;
  }
}
