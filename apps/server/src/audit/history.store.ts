import type { HistoryEntry } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { Happening } from './happening.js';

/** Rows of platform.history. */
@Injectable()
export class HistoryStore {
  constructor(private readonly database: Database) {}

  async append(on: Queryable, entry: Happening): Promise<void> {
    await on.query(
      `insert into platform.history (app, form, record_id, kind, by, version, detail, changes, happened_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        entry.app,
        entry.form,
        entry.recordId,
        entry.kind,
        entry.by,
        entry.version ?? null,
        JSON.stringify(entry.detail),
        entry.changes === undefined ? null : JSON.stringify(entry.changes),
        entry.happenedAt ?? null,
      ],
      'history_append',
    );
  }

  /** When a record came to be, as far as is known: by the device on which it was made. */
  async began(on: Queryable, app: string, form: string, recordId: string): Promise<string | null> {
    const { rows } = await on.query<{ at: string }>(
      `select coalesce(happened_at, at) as at from platform.history
       where record_id = $1 and app = $2 and form = $3 and kind = 'created' order by id limit 1`,
      [recordId, app, form],
      'history_began',
    );
    return rows[0]?.at ?? null;
  }

  /** Where what is known under this id went, over as many merges as it took. null: it was not merged. */
  async survivorOf(on: Queryable, app: string, form: string, recordId: string): Promise<string | null> {
    const { rows } = await on.query<{ survivor: string }>(
      `with recursive way as (
         select survivor, 1 as step from platform.record_merge
         where app = $1 and form = $2 and other = $3 and undone_at is null
         union all
         select m.survivor, step + 1 from platform.record_merge m join way on m.other = way.survivor
         where m.app = $1 and m.form = $2 and m.undone_at is null and step < 20)
       select survivor from way order by step desc limit 1`,
      [app, form, recordId],
    );
    return rows[0]?.survivor ?? null;
  }

  /** With the history of records that were merged into it; a merge stands there once. Newest first; `before` is the id of the last entry of the page before. */
  async list(
    app: string,
    form: string,
    recordId: string,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    const { rows } = await this.database.query<HistoryEntry>(
      `select h.id, h.kind, h.at, h.happened_at as "happenedAt", h.version, coalesce(h.changes, '{}') as changes, coalesce(h.detail, '{}') as detail,
              case when h.by is null then null else json_build_object('id', h.by, 'title', u.name) end as by
       from platform.history h left join platform.user u on u.id = h.by
       where h.record_id in (select $1 union all
           select other from platform.record_merge where survivor = $1 and undone_at is null)
         and (h.kind <> 'merged' or (h.detail->>'survivor')::uuid is distinct from $1)
         and h.app = $2 and h.form = $3 and ($4::uuid is null or h.id < $4)
       order by h.id desc limit $5`,
      [recordId, app, form, before, limit],
      'history_list',
    );
    return rows;
  }
}
