import type { StoredIndex } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { nameAtColumn, tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { normalisedSql } from './normalised.js';

/** An index a form should have. `text` finds words inside texts, `same` what is written differently. */
export type WantedIndex = {
  column: string;
  method: StoredIndex['method'] | 'text' | 'status' | 'same' | 'bin';
};

/** While many records are written at once, building may wait for them and they for it. */
const TRIES = 5;
const isDeadlock = (error: unknown) => (error as { code?: unknown }).code === '40P01';

function nameOf(form: string, { column, method }: WantedIndex): string {
  return nameAtColumn(form, column, method);
}

function definition({ column, method }: WantedIndex): string {
  const name = quoteIdentifier(column);
  if (method === 'gin') return `using gin (${name})`;
  if (method === 'text') return `using gin (${name} gin_trgm_ops)`;
  if (method === 'same') return `((${normalisedSql(name)})) where deleted_at is null`;
  if (method === 'bin') return `(${name}) where deleted_at is not null`;
  if (method === 'status') return `(${name}, created_at desc, id desc) where deleted_at is null`;
  return `(${name}) where deleted_at is null`;
}

/** Builds and looks up indexes; online, so people go on working. */
@Injectable()
export class IndexStore {
  constructor(private readonly database: Database) {}

  /** Names of the sound indexes of a form's table; half-built ones are dropped. */
  async existing(app: string, form: string): Promise<Set<string>> {
    const { rows } = await this.database.query<{ name: string; valid: boolean }>(
      `select c.relname as name, i.indisvalid as valid
       from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass`,
      [tableOf(app, form)],
    );
    for (const { name } of rows.filter((row) => !row.valid))
      await this.database.query(
        `drop index concurrently if exists ${quoteIdentifier(`app_${app}`)}.${quoteIdentifier(name)}`,
      );
    return new Set(rows.filter((row) => row.valid).map((row) => row.name));
  }

  /** false: the database does not have what it takes (the extension for searching inside texts). */
  async build(app: string, form: string, index: WantedIndex): Promise<boolean> {
    if (index.method === 'text' && !(await this.#hasTrigrams())) return false;
    const client = await this.database.pool.connect();
    try {
      await client.query('set statement_timeout = 0');
      for (let attempt = 1; ; attempt++) {
        try {
          await client.query(
            `create index concurrently if not exists ${quoteIdentifier(nameOf(form, index))} on ${tableOf(app, form)} ${definition(index)}`,
          );
          return true;
        } catch (error) {
          if (!isDeadlock(error) || attempt === TRIES) throw error;
          // What is half built serves nobody, and stands in the way of the next attempt.
          await client.query(
            `drop index concurrently if exists ${quoteIdentifier(`app_${app}`)}.${quoteIdentifier(nameOf(form, index))}`,
          );
        }
      }
    } finally {
      await client.query('reset statement_timeout').catch(() => undefined);
      client.release();
    }
  }

  missing(form: string, wanted: readonly WantedIndex[], existing: ReadonlySet<string>): WantedIndex[] {
    return wanted.filter((index) => !existing.has(nameOf(form, index)));
  }

  /** Columns people have filtered or sorted by, with how often. */
  async uses(app: string, form: string): Promise<string[]> {
    const { rows } = await this.database.query<{ field: string }>(
      'select field from platform.index_use where app = $1 and form = $2 and uses >= 2',
      [app, form],
    );
    return rows.map((row) => row.field);
  }

  async note(app: string, form: string, fields: readonly string[], times: readonly number[]): Promise<void> {
    await this.database.query(
      `insert into platform.index_use as u (app, form, field, uses)
       select $1, $2, f, n from unnest($3::text[], $4::bigint[]) as x(f, n)
       on conflict (app, form, field) do update set uses = u.uses + excluded.uses, last_used_at = now()`,
      [app, form, fields, times],
    );
  }

  /** After many rows came at once: figures for the planner, and the word indexes in order. */
  async refresh(app: string, form: string): Promise<void> {
    await this.database.query(`vacuum (analyze) ${tableOf(app, form)}`);
  }

  async #hasTrigrams(): Promise<boolean> {
    try {
      await this.database.query('create extension if not exists pg_trgm');
      return true;
    } catch {
      const { rowCount } = await this.database.query(`select from pg_extension where extname = 'pg_trgm'`);
      return rowCount === 1;
    }
  }
}
