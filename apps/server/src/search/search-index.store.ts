import { Injectable } from '@nestjs/common';
import { childTableOf, tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

export interface Entry {
  id: string;
  version: number;
  keys: number[];
  words: Uint8Array;
}

/** A field, or a column of a sub-table, that refers to records of another form. */
export interface ReferringPlace {
  form: string;
  field: string;
  column: string | null;
}

const samples = 1024;

/** The index of the search: what stands in it, and what is missing. */
@Injectable()
export class SearchIndexStore {
  constructor(readonly database: Database) {}

  async write(
    on: Queryable,
    app: string,
    form: string,
    entries: readonly Entry[],
    words: readonly string[],
  ): Promise<void> {
    for (const { id, version, keys, words: packed } of entries)
      await on.query(
        `insert into platform.search_entry as e (app, form, record_id, version, sample, keys, words)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (app, form, record_id) do update
         set version = excluded.version, keys = excluded.keys, words = excluded.words
         where e.version <= excluded.version`,
        [app, form, id, version, Number.parseInt(id.slice(-3), 16) % samples, keys, Buffer.from(packed)],
        'search_entry_write',
      );
    if (words.length > 0)
      await on.query(
        `insert into platform.search_word (app, form, word) select $1, $2, word from unnest($3::text[]) u(word)
         on conflict do nothing`,
        [app, form, [...words].sort()],
        'search_word_write',
      );
  }

  async remove(on: Queryable, app: string, form: string, id: string): Promise<void> {
    await on.query('delete from platform.search_entry where app = $1 and form = $2 and record_id = $3', [
      app,
      form,
      id,
    ]);
  }

  /** Ids of records whose words are not in the index, or are those of another version; deleted ones leave it. */
  async missing(on: Queryable, app: string, form: string, limit: number): Promise<string[]> {
    await on.query(
      `delete from platform.search_entry e where e.app = $1 and e.form = $2 and not exists (
         select 1 from ${tableOf(app, form)} t where t.id = e.record_id and t.deleted_at is null)`,
      [app, form],
    );
    const { rows } = await on.query<{ id: string }>(
      `select t.id from ${tableOf(app, form)} t
       left join platform.search_entry e on e.app = $1 and e.form = $2 and e.record_id = t.id
       where t.deleted_at is null and e.version is distinct from t.version limit $3`,
      [app, form, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Remembers what the index of a form holds; true: it has to be written anew, and is empty now. */
  async begin(on: Queryable, app: string, form: string, shape: string): Promise<boolean> {
    const { rowCount } = await on.query(
      `insert into platform.search_form as f (app, form, shape) values ($1, $2, $3) on conflict (app, form)
       do update set shape = excluded.shape, built_at = null where f.shape <> excluded.shape`,
      [app, form, shape],
    );
    if (rowCount === 0) return false;
    await on.query('delete from platform.search_entry where app = $1 and form = $2', [app, form]);
    await on.query('delete from platform.search_word where app = $1 and form = $2', [app, form]);
    return true;
  }

  /** Forms whose index has been begun, as `app/form`. */
  async known(): Promise<Set<string>> {
    const { rows } = await this.database.query<{ key: string }>(
      `select app || '/' || form as key from platform.search_form`,
    );
    return new Set(rows.map(({ key }) => key));
  }

  async finish(on: Queryable, app: string, form: string): Promise<void> {
    await on.query(
      'update platform.search_form set built_at = now() where app = $1 and form = $2 and built_at is null',
      [app, form],
    );
  }

  /** Much is missing: until it is there, lists look inside the texts. */
  async reopen(on: Queryable, app: string, form: string): Promise<void> {
    await on.query(
      'update platform.search_form set built_at = null where app = $1 and form = $2 and built_at is not null',
      [app, form],
    );
  }

  /** Records of another form that are found by the title of this one, in the order of their ids. */
  async referring(
    on: Queryable,
    app: string,
    { form, field, column }: ReferringPlace,
    { id, after, limit }: { id: string; after: string | null; limit: number },
  ): Promise<string[]> {
    const refers =
      column === null
        ? `t.${quoteIdentifier(field)} = $1`
        : `t.id in (select parent_id from ${childTableOf(app, form, field)} where ${quoteIdentifier(column)} = $1)`;
    const { rows } = await on.query<{ id: string }>(
      `select t.id from ${tableOf(app, form)} t where ${refers}
         and t.deleted_at is null and ($2::uuid is null or t.id > $2) order by t.id limit $3`,
      [id, after, limit],
    );
    return rows.map((row) => row.id);
  }
}
