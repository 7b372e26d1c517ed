import type { MergeData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { MovedTies } from './record-ties.store.js';

export const undoDays = 30;

/** What it takes to undo a merge: what was moved, and the survivor's values before and after. */
export interface Undo {
  moved: MovedTies;
  files: { id: string; field: string }[];
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

const columns = `m.id, m.survivor, m.other, m.at, m.undone_at as "undoneAt", m.at + interval '${undoDays} days' as until,
  case when m.by is null then null else json_build_object('id', m.by, 'title', u.name) end as by`;

@Injectable()
export class MergeStore {
  constructor(readonly database: Database) {}

  /** Both records are held until the transaction ends, in one order, so that two merges never wait for one another. */
  async lock(on: Queryable, app: string, form: string, ids: readonly string[]): Promise<void> {
    await on.query(
      `select id from ${tableOf(app, form)} where id = any ($1::uuid[]) order by id for update`,
      [ids],
    );
  }

  async add(
    on: Queryable,
    merge: { app: string; form: string; survivor: string; other: string; by: string | null; undo: Undo },
  ): Promise<string> {
    const { rows } = await on.query<{ id: string }>(
      `insert into platform.record_merge (app, form, survivor, other, by, undo) values ($1, $2, $3, $4, $5, $6) returning id`,
      [merge.app, merge.form, merge.survivor, merge.other, merge.by, JSON.stringify(merge.undo)],
    );
    return rows[0]?.id as string;
  }

  async find(
    on: Queryable,
    app: string,
    form: string,
    id: string,
  ): Promise<{ survivor: string; other: string; undo: Undo; isOpen: boolean } | null> {
    const { rows } = await on.query<{ survivor: string; other: string; undo: Undo; isOpen: boolean }>(
      `select survivor, other, undo, undone_at is null and at > now() - interval '${undoDays} days' as "isOpen"
       from platform.record_merge where app = $1 and form = $2 and id = $3 for update`,
      [app, form, id],
    );
    return rows[0] ?? null;
  }

  async undone(on: Queryable, id: string, by: string | null): Promise<void> {
    await on.query('update platform.record_merge set undone_at = now(), undone_by = $2 where id = $1', [
      id,
      by,
    ]);
  }

  /** Merges that a record took part in, the newest first. */
  async of(app: string, form: string, record: string): Promise<MergeData[]> {
    const { rows } = await this.database.query<MergeData>(
      `select ${columns} from platform.record_merge m left join platform.user u on u.id = m.by
       where m.app = $1 and m.form = $2 and $3 in (m.survivor, m.other) order by m.at desc limit 50`,
      [app, form, record],
    );
    return rows;
  }

  /** A later merge in which the survivor itself went into another record has to be undone first. */
  async isMergedAway(on: Queryable, record: string): Promise<boolean> {
    const { rowCount } = await on.query(
      'select from platform.record_merge where other = $1 and undone_at is null',
      [record],
    );
    return rowCount > 0;
  }
}
