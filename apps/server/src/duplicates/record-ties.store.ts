import { type AppDocuments, fieldTypeOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { childTableOf, tableOf } from '../metadata/table-names.js';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import type { ChangeSource } from '../records/record-events.js';

/** What was moved from one record to another, so that it can be moved back. */
export interface MovedTies {
  references: { form: string; field: string; column?: string | undefined; ids: string[] }[];
  platform: { table: string; ids: string[] }[];
  automatic: string[];
  followers: string[];
  files: string[];
}

export interface Move {
  app: string;
  form: string;
  from: string;
  to: string;
  /** Who merges, and how he came, for the history of the records that refer to it. */
  by: string | null;
  source: ChangeSource | null;
}

/** A field of a form that refers, or a column of its sub-table. */
interface Place {
  form: string;
  field: string;
  column?: string | undefined;
}

/** Rows of the platform that hang on a record and go with it. Tasks go with their flow. */
const tied = ['comment', 'mail_message', 'matching_choice', 'notification'] as const;

/** What hangs on a record: references of other records, comments, mails, flows with their tasks, followers, files. */
@Injectable()
export class RecordTiesStore {
  async move(
    on: Queryable,
    move: Move,
    documents: AppDocuments,
    fileFields: readonly string[],
  ): Promise<MovedTies> {
    const references = await this.#moveReferences(on, move, documents);
    const platform: MovedTies['platform'] = [];
    for (const table of tied) {
      const ids = await this.#ids(
        on,
        `update platform.${table} set record_id = $1 where app = $2 and form = $3 and record_id = $4 returning id`,
        [move.to, move.app, move.form, move.from],
      );
      if (ids.length > 0) platform.push({ table, ids });
    }
    const { instances, automatic } = await this.#moveFlows(on, move);
    if (instances.length > 0) platform.push({ table: 'flow_instance', ids: instances });
    const followers = await this.#ids(
      on,
      `insert into platform.follower (app, form, record_id, user_id, is_following)
       select app, form, $1, user_id, is_following from platform.follower where app = $2 and form = $3 and record_id = $4
       on conflict do nothing returning user_id as id`,
      [move.to, move.app, move.form, move.from],
    );
    const files = await this.#ids(
      on,
      `update platform.file set record_id = $1
       where app = $2 and form = $3 and record_id = $4 and (field = any ($5) or field like 'comment:%') returning id`,
      [move.to, move.app, move.form, move.from, fileFields],
    );
    return { references, platform, automatic, followers, files };
  }

  /** The opposite of `move`, for what was moved then and still hangs where it was moved to. */
  async moveBack(on: Queryable, move: Move, moved: MovedTies): Promise<void> {
    const { app, form, from, to } = move;
    const back: Move = { ...move, from: to, to: from };
    for (const { ids, ...place } of moved.references) await this.#refer(on, back, place, ids);
    for (const { table, ids } of moved.platform)
      await on.query(
        `update platform.${known(table)} set record_id = $1 where id = any ($2::uuid[]) and record_id = $3`,
        [from, ids, to],
      );
    // Files of comments go where the comments go; those of fields are named in `filesBack`.
    await on.query(
      `update platform.file set record_id = $1 where id = any ($2::uuid[]) and record_id = $3 and field like 'comment:%'`,
      [from, moved.files, to],
    );
    await on.query('update platform.flow_instance set is_automatic = true where id = any ($1::uuid[])', [
      moved.automatic,
    ]);
    const instances = moved.platform.find(({ table }) => table === 'flow_instance')?.ids ?? [];
    await this.#moveTasks(on, instances, from);
    await on.query(
      'delete from platform.follower where app = $1 and form = $2 and record_id = $3 and user_id = any ($4::uuid[])',
      [app, form, to, moved.followers],
    );
  }

  /** Versions of records after their references were moved. */
  async versions(
    on: Queryable,
    app: string,
    form: string,
    ids: readonly string[],
  ): Promise<{ id: string; version: number }[]> {
    const { rows } = await on.query<{ id: string; version: number }>(
      `select id, version from ${tableOf(app, form)} where id = any ($1::uuid[]) and deleted_at is null`,
      [ids],
    );
    return rows;
  }

  /** Files go back after the survivor has let go of them. */
  async filesBack(
    on: Queryable,
    { app, form, from }: Move,
    files: readonly { id: string; field: string }[],
  ): Promise<void> {
    for (const { id, field } of files)
      await on.query(
        `update platform.file set app = $1, form = $2, record_id = $3, field = $4, unclaimed_since = null where id = $5`,
        [app, form, from, field, id],
      );
  }

  async fileFields(on: Queryable, ids: readonly string[]): Promise<{ id: string; field: string }[]> {
    const { rows } = await on.query<{ id: string; field: string }>(
      'select id, field from platform.file where id = any ($1::uuid[]) and field is not null',
      [ids],
    );
    return rows;
  }

  async #moveReferences(on: Queryable, move: Move, documents: AppDocuments) {
    const { form } = move;
    const moved: MovedTies['references'] = [];
    const refer = async (place: Place) => {
      const ids = await this.#refer(on, move, place, null);
      if (ids.length > 0) moved.push({ ...place, ids });
    };
    for (const other of documents.forms.values())
      for (const field of other.fields) {
        if (field.form === form && fieldTypeOf(field).column(field)?.type === 'uuid')
          await refer({ form: other.id, field: field.id });
        for (const column of field.fields ?? [])
          if (column.form === form && fieldTypeOf(column).column(column)?.type === 'uuid')
            await refer({ form: other.id, field: field.id, column: column.id });
      }
    return moved;
  }

  /** Rewrites a reference; the records get a new version, so that nobody writes over it unseen, and their history says so. */
  async #refer(
    on: Queryable,
    { app, from, to, by, source }: Move,
    { form, field, column }: Place,
    ids: readonly string[] | null,
  ): Promise<string[]> {
    const table = tableOf(app, form);
    const changes = column === undefined ? { [field]: [from, to] } : {};
    const values = [to, from, app, form, by, JSON.stringify(changes), JSON.stringify(source), ids];
    const only = '($8::uuid[] is null or id = any ($8::uuid[]))';
    const told = `insert into platform.history (app, form, record_id, kind, by, version, changes, detail)
      select $3, $4, id, 'updated', $5::uuid, version, $6::jsonb, $7::jsonb from versions`;
    if (column === undefined) {
      const name = quoteIdentifier(field);
      // In two steps, for each of them has an index: of references that stand, and of the recycle bin.
      const found: string[] = [];
      for (const bin of ['deleted_at is null', 'deleted_at is not null'])
        found.push(
          ...(await this.#ids(
            on,
            `with versions as (update ${table} set ${name} = $1, version = version + 1
               where ${name} = $2 and ${bin} and ${only} returning id, version),
             told as (${told})
             select id from versions`,
            values,
          )),
        );
      return found;
    }
    const name = quoteIdentifier(column);
    return this.#ids(
      on,
      `with changed as (
         update ${childTableOf(app, form, field)} set ${name} = $1 where ${name} = $2 and ${only} returning id, parent_id),
       versions as (
         update ${table} set version = version + 1 where id in (select parent_id from changed) returning id, version),
       told as (${told})
       select id from changed`,
      values,
    );
  }

  /** A flow that runs on both stays where it is; one that began by itself no longer counts as such on the survivor. */
  async #moveFlows(on: Queryable, { app, form, from, to }: Move) {
    const { rows } = await on.query<{ id: string; automatic: boolean }>(
      `with moving as (
         select i.id, i.is_automatic from platform.flow_instance i
         where i.app = $2 and i.form = $3 and i.record_id = $4 and not (i.status = 'running' and exists (
           select 1 from platform.flow_instance s where s.record_id = $1 and s.flow = i.flow and s.status = 'running')))
       update platform.flow_instance i set record_id = $1, is_automatic = false from moving m where m.id = i.id
       returning i.id, m.is_automatic as automatic`,
      [to, app, form, from],
    );
    const instances = rows.map(({ id }) => id);
    await this.#moveTasks(on, instances, to);
    return { instances, automatic: rows.filter(({ automatic }) => automatic).map(({ id }) => id) };
  }

  async #moveTasks(on: Queryable, instances: readonly string[], to: string): Promise<void> {
    await on.query('update platform.task set record_id = $1 where instance_id = any ($2::uuid[])', [
      to,
      instances,
    ]);
  }

  async #ids(on: Queryable, text: string, values: readonly unknown[]): Promise<string[]> {
    return (await on.query<{ id: string }>(text, values)).rows.map(({ id }) => id);
  }
}

function known(table: string): string {
  const found = [...tied, 'flow_instance'].find((name) => name === table);
  if (!found) throw new Error(`Nothing of ${table} is moved`);
  return found;
}
