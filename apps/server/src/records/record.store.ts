import type { ListQuery, RecordRights } from '@fieldwork/api-contract';
import type { Context } from '@fieldwork/expression';
import type { Field, Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { KeptStatements } from './kept-statements.js';
import {
  compileBase,
  compileGet,
  compileList,
  compileLookup,
  compileRights,
  compileTitles,
  type ListShape,
} from './record-queries.js';
import { compileCreate, compileCreateMany, compileUpdate, type WriteShape } from './record-writes.js';
import { bind, type LateValues, type Statement } from './statement.js';
import type { Viewer } from './viewer.js';

/** Records in PostgreSQL. Statements are compiled once per published revision, set of rights and shape of the question. */
@Injectable()
export class RecordStore {
  readonly #statements = new KeptStatements(2000);

  constructor(readonly database: Database) {}

  /** The record as JSON text, or null. */
  async get(on: Queryable, viewer: Viewer, form: Form, id: string): Promise<string | null> {
    const statement = this.#statements.of(viewer, `get ${form.id}`, () => compileGet(viewer, form));
    return this.#json(on, statement, viewer.context, { id });
  }

  /** The record as the engine needs it before a change, in the recycle bin or not. */
  async base(on: Queryable, viewer: Viewer, form: Form, id: string): Promise<string | null> {
    const statement = this.#statements.of(viewer, `base ${form.id}`, () => compileBase(viewer, form));
    return this.#json(on, statement, viewer.context, { id });
  }

  /** A record that another one refers to, with just these fields. */
  async lookup(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    id: string,
    fields: readonly string[],
  ): Promise<string | null> {
    const statement = this.#statements.of(viewer, `lookup ${form.id} ${fields.join()}`, () =>
      compileLookup(viewer, form, fields),
    );
    return this.#json(on, statement, viewer.context, { id });
  }

  async titles(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    ids: readonly string[],
  ): Promise<Map<string, string | null>> {
    const statement = this.#statements.of(viewer, `titles ${form.id}`, () => compileTitles(viewer, form));
    const { rows } = await on.query<{ id: string; title: string | null }>(
      statement.text,
      bind(statement, viewer.context, { ids }),
      statement.name,
    );
    return new Map(rows.map(({ id, title }) => [id, title]));
  }

  async rights(viewer: Viewer, form: Form, ids: readonly string[]): Promise<Record<string, RecordRights>> {
    const statement = this.#statements.of(viewer, `rights ${form.id}`, () => compileRights(viewer, form));
    const { rows } = await this.database.query<RecordRights & { id: string }>(
      statement.text,
      bind(statement, viewer.context, { ids }),
      statement.name,
    );
    return Object.fromEntries(rows.map(({ id, ...rights }) => [id, rights]));
  }

  /** A page as the JSON text of an array, and how many there are in all. */
  async list(
    viewer: Viewer,
    form: Form,
    query: ListQuery & Pick<ListShape, 'sought'>,
    on: Queryable = this.database,
  ): Promise<{ json: string; total: number | null }> {
    const { page, pageSize, ...shape } = query;
    // Words are neither kept nor prepared: the plan hangs on how many records have them.
    const isKept = !shape.search;
    const statement = isKept
      ? this.#statements.of(viewer, `list ${form.id} ${JSON.stringify(shape)}`, () =>
          compileList(viewer, form, shape as ListShape),
        )
      : compileList(viewer, form, shape as ListShape);
    const late = { limit: pageSize, offset: (page - 1) * pageSize };
    const { rows } = await on.query<{ json: string; total: string | null }>(
      statement.text,
      bind(statement, viewer.context, late),
      isKept ? statement.name : undefined,
    );
    const row = rows[0] as { json: string; total: string | null };
    return { json: row.json, total: row.total === null ? null : Number(row.total) };
  }

  async create(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    shape: WriteShape,
    late: LateValues,
  ): Promise<string> {
    const statement = this.#statements.of(viewer, `create ${form.id} ${shape.hasKey}`, () =>
      compileCreate(viewer, form, shape),
    );
    return (await this.#json(on, statement, viewer.context, late)) as string;
  }

  async createMany(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    fields: readonly Field[],
    late: LateValues,
  ): Promise<void> {
    const key = `create many ${form.id} ${fields.map((field) => field.id).join()}`;
    const statement = this.#statements.of(viewer, key, () => compileCreateMany(viewer, form, fields));
    await on.query(statement.text, bind(statement, viewer.context, late), statement.name);
  }

  /** The last of `count` new running numbers. */
  async takeNumbers(
    on: Queryable,
    app: string,
    form: string,
    field: string,
    period: string,
    count: number,
  ): Promise<number> {
    const { rows } = await on.query<{ value: string }>(
      `insert into platform.counter as c (app, form, field, period, value) values ($1, $2, $3, $4, $5)
       on conflict (app, form, field, period) do update set value = c.value + excluded.value returning value`,
      [app, form, field, period, count],
    );
    return Number(rows[0]?.value);
  }

  /** null: the record no longer has the version that was read. */
  async update(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    shape: WriteShape & { system: readonly string[] },
    late: LateValues,
  ): Promise<string | null> {
    const fields = shape.fields.map((field) => field.id).join();
    const key = `update ${form.id} ${shape.hasKey} ${fields} ${shape.system.join()}`;
    const statement = this.#statements.of(viewer, key, () => compileUpdate(viewer, form, shape));
    return this.#json(on, statement, viewer.context, late);
  }

  async #json(
    on: Queryable,
    statement: Statement,
    context: Context,
    late: LateValues,
  ): Promise<string | null> {
    const { rows } = await on.query<{ json: string }>(
      statement.text,
      bind(statement, context, late),
      statement.name,
    );
    return rows[0]?.json ?? null;
  }
}
