import { type Form, storageOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { schemaOf, tableOf } from './table-names.js';

// Who exported what is kept when the app is gone; files are let go of, and the documents go by themselves.
const leftAlone = ['app', 'document', 'document_version', 'export_log', 'file'];

interface Scope {
  app: string;
  /** Left out: of the whole app. */
  form?: string;
}

/** Takes away the records of a form or an app, and all that features keep about them. */
@Injectable()
export class RemovalStore {
  constructor(private readonly database: Database) {}

  /** Those in the recycle bin are counted too. */
  async countRecords(app: string, form: string): Promise<number> {
    const { rows } = await this.database.query<{ count: string }>(
      `select count(*) from ${tableOf(app, form)}`,
    );
    return Number(rows[0]?.count);
  }

  async dropForm(tx: Transaction, app: string, form: Form): Promise<void> {
    const { table, children } = storageOf(form);
    for (const { name } of [...children, table]) await tx.query(`drop table ${tableOf(app, name)}`);
    await this.#forget(tx, { app, form: form.id });
  }

  async dropApp(tx: Transaction, app: string): Promise<void> {
    await tx.query(`drop schema if exists ${schemaOf(app)} cascade`);
    await this.#forget(tx, { app });
  }

  /**
   * Every table of the platform that says by `app` (and `form`) what its rows are about; found in the catalogue, so
   * that the rows of a feature that comes later go as well. Files are removed by the sweep, a day later.
   */
  async #forget(tx: Transaction, { app, form }: Scope): Promise<void> {
    const columns = form === undefined ? ['app'] : ['app', 'form'];
    const values = form === undefined ? [app] : [app, form];
    const where = columns.map((column, index) => `${column} = $${index + 1}`).join(' and ');
    await tx.query(
      `update platform.file set app = null, form = null, record_id = null, field = null, unclaimed_since = now()
       where ${where}`,
      values,
    );
    const { rows } = await tx.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where table_schema = 'platform' and t.table_type = 'BASE TABLE' and c.column_name = any ($1)
         and c.table_name <> all ($2)
       group by c.table_name having count(*) = $3`,
      [columns, leftAlone, columns.length],
    );
    for (const { name } of rows)
      await tx.query(`delete from platform.${quoteIdentifier(name)} where ${where}`, values);
    await tx.query(
      `delete from platform.outbox where done_at is null and failed_at is null
         and ${columns.map((column, index) => `payload ->> '${column}' = $${index + 1}`).join(' and ')}`,
      values,
    );
  }
}
