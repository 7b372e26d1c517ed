import { type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { childTableOf, tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

type Row = Record<string, unknown>;

const systemColumns = {
  id: 'uuid',
  version: 'int',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  created_by: 'uuid',
  updated_by: 'uuid',
  owner: 'uuid',
  department: 'uuid',
};
const historyColumns = {
  id: 'uuid',
  record_id: 'uuid',
  kind: 'text',
  at: 'timestamptz',
  by: 'uuid',
  version: 'int',
  changes: 'jsonb',
  detail: 'jsonb',
};
const instanceColumns = {
  id: 'uuid',
  flow: 'text',
  flow_version: 'int',
  record_id: 'uuid',
  status: 'text',
  state: 'jsonb',
  version: 'int',
  is_automatic: 'boolean',
  started_by: 'uuid',
  started_at: 'timestamptz',
  ended_at: 'timestamptz',
};
const stepColumns = {
  instance_id: 'uuid',
  seq: 'int',
  node: 'text',
  type: 'text',
  entered_at: 'timestamptz',
  left_at: 'timestamptz',
  by: 'uuid',
  action: 'text',
  reason: 'text',
  input: 'jsonb',
  output: 'jsonb',
};
const taskColumns = {
  id: 'uuid',
  instance_id: 'uuid',
  record_id: 'uuid',
  flow: 'text',
  node: 'text',
  status: 'text',
  assignees: 'uuid[]',
  role_keys: 'text[]',
  created_at: 'timestamptz',
  due_at: 'timestamptz',
  completed_at: 'timestamptz',
  completed_by: 'uuid',
  action: 'text',
  reason: 'text',
};

/**
 * Writes a past: records, timelines and flows with the moments they happened at, many rows in a statement. The
 * services of the features write only what happens now, which is why the tables are written to here.
 */
@Injectable()
export class SeedStore {
  constructor(readonly database: Database) {}

  async hasRecords(on: Queryable, app: string, form: string): Promise<boolean> {
    const { rows } = await on.query(`select 1 from ${tableOf(app, form)} limit 1`);
    return rows.length > 0;
  }

  async insertRecords(on: Queryable, app: string, form: Form, rows: readonly Row[]): Promise<void> {
    const columns = { ...systemColumns, ...columnsOf(form.fields) };
    await this.#insert(on, tableOf(app, form.id), columns, rows);
    for (const field of form.fields.filter((one) => one.fields)) {
      const children = rows.flatMap((row) =>
        ((row[field.id] ?? []) as Row[]).map((child) => ({ ...child, parent_id: row.id })),
      );
      const childColumns = {
        id: 'uuid',
        parent_id: 'uuid',
        position: 'int',
        ...columnsOf(field.fields ?? []),
      };
      await this.#insert(on, childTableOf(app, form.id, field.id), childColumns, children);
    }
  }

  insertHistory(on: Queryable, app: string, form: string, rows: readonly object[]): Promise<void> {
    return this.#insert(on, 'platform.history', historyColumns, rows, { app, form });
  }

  insertInstances(on: Queryable, app: string, form: string, rows: readonly object[]): Promise<void> {
    return this.#insert(on, 'platform.flow_instance', instanceColumns, rows, { app, form });
  }

  insertSteps(on: Queryable, rows: readonly object[]): Promise<void> {
    return this.#insert(on, 'platform.flow_step', stepColumns, rows);
  }

  insertTasks(on: Queryable, app: string, form: string, rows: readonly object[]): Promise<void> {
    return this.#insert(on, 'platform.task', taskColumns, rows, { app, form });
  }

  /** Auto numbers go on where the demo data ends. */
  async setCounters(
    on: Queryable,
    app: string,
    form: string,
    counters: readonly { field: string; period: string; value: number }[],
  ): Promise<void> {
    await on.query(
      `insert into platform.counter as c (app, form, field, period, value)
       select $1, $2, r.field, r.period, r.value
       from json_to_recordset($3::json) as r(field text, period text, value bigint)
       on conflict (app, form, field, period) do update set value = greatest(c.value, excluded.value)`,
      [app, form, JSON.stringify(counters)],
    );
  }

  /** A favour to the planner: while indexes are being built it may not come through, and need not. */
  async analyze(app: string, form: string): Promise<void> {
    await this.database.query(`analyze ${tableOf(app, form)}`).catch(() => undefined);
  }

  async #insert(
    on: Queryable,
    table: string,
    columns: Readonly<Record<string, string>>,
    rows: readonly object[],
    fixed: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    if (rows.length === 0) return;
    const names = Object.keys(columns).map(quoteIdentifier);
    const types = Object.entries(columns).map(([name, type]) => `${quoteIdentifier(name)} ${type}`);
    const constants = Object.keys(fixed);
    const places = constants.map((_, index) => `, $${index + 2}`).join('');
    await on.query(
      `insert into ${table} (${[...names, ...constants].join(', ')})
       select ${names.map((name) => `r.${name}`).join(', ')}${places}
       from json_to_recordset($1::json) as r(${types.join(', ')})`,
      [JSON.stringify(rows), ...Object.values(fixed)],
    );
  }
}

function columnsOf(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const column = fieldTypeOf(field).column(field);
      return column ? [[field.id, column.type]] : [];
    }),
  );
}
