import { variables } from '@fieldwork/expression';
import type { DuplicatesDeclaration, ExpressionJson, Form } from '@fieldwork/metadata';
import { fieldOf, fieldTypeOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { RecordScope } from '../records/record-scope.js';
import { bind, StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

/** Letters and digits as people compare them; the same in `normalisedKey`. */
const signs = String.raw`[\s\-_/.,()+#*·，。、（）－—]+`;
const normalisedSql = (sql: string) => `lower(regexp_replace((${sql})::text, '${signs}', '', 'g'))`;

export function normalisedKey(value: unknown): string {
  return String(value)
    .replace(/[\s\-_/.,()+#*·，。、（）－—]+/g, '')
    .toLowerCase();
}

export interface KeyQuestion {
  index: number;
  values: { field: string; value: unknown }[];
  isNormalised: boolean;
}

/** Looks for records that are equal in declared fields, with the caller's eyes. */
@Injectable()
export class DuplicateStore {
  constructor(private readonly database: Database) {}

  /** Which keys each record shares; a key of which the caller may not see a field is not asked. */
  async sharing(
    viewer: Viewer,
    form: Form,
    declaration: DuplicatesDeclaration,
    keys: readonly KeyQuestion[],
    { except, limit }: { except: string | null; limit: number },
  ): Promise<{ id: string; keys: number[] }[]> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const asked = keys.flatMap((key) => {
      const parts = key.values.flatMap(({ field, value }) => {
        const found = scope.resolve(field);
        if (!found) return [];
        if (key.isNormalised)
          return `${normalisedSql(found.sql)} = ${builder.value(normalisedKey(value), '::text')}`;
        const definition = fieldOf(form, field);
        const type = definition && fieldTypeOf(definition).column(definition)?.type;
        return `${found.sql} = ${builder.value(value, `::${type ?? 'text'}`)}`;
      });
      return parts.length === key.values.length ? [{ index: key.index, sql: parts.join(' and ') }] : [];
    });
    if (asked.length === 0) return [];
    const shared = asked.map(({ index, sql }) => `case when ${sql} then ${index} end`).join(', ');
    const where = [
      ...this.#where(scope, builder, declaration),
      `(${asked.map(({ sql }) => `(${sql})`).join(' or ')})`,
      ...(except === null ? [] : [`t.id <> ${builder.value(except, '::uuid')}`]),
    ];
    const statement = builder.finish(
      `select t.id, array_remove(array[${shared}]::int[], null) as keys from ${scope.table} as t${scope.joins}
       where ${where.join(' and ')} order by t.created_at desc limit ${builder.value(limit, '::int')}`,
    );
    const { rows } = await this.database.query<{ id: string; keys: number[] }>(
      statement.text,
      bind(statement, viewer.context),
    );
    return rows;
  }

  /** Those of some records that count at all: in time, and matching the filter. */
  async counting(
    viewer: Viewer,
    form: Form,
    declaration: DuplicatesDeclaration,
    ids: readonly string[],
  ): Promise<string[]> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const where = [
      ...this.#where(scope, builder, declaration),
      `t.id = any (${builder.value([...ids], '::uuid[]')})`,
    ];
    const statement = builder.finish(
      `select t.id from ${scope.table} as t${scope.joins} where ${where.join(' and ')}`,
    );
    const { rows } = await this.database.query<{ id: string }>(
      statement.text,
      bind(statement, viewer.context),
    );
    return rows.map(({ id }) => id);
  }

  /** Pairs over all records that share a key, the newest first. */
  async pairs(
    viewer: Viewer,
    form: Form,
    key: { fields: readonly string[]; isNormalised: boolean },
    filter: ExpressionJson | undefined,
    limit: number,
  ): Promise<{ first: string; second: string }[]> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const parts = key.fields.map((field) => scope.resolve(field)?.sql);
    if (parts.some((sql) => sql === undefined)) return [];
    const keys = parts.map((sql) => (key.isNormalised ? normalisedSql(sql as string) : (sql as string)));
    const where = [
      ...this.#where(scope, builder, { filter }),
      ...keys.map((sql) => `${sql} is not null and (${sql})::text <> ''`),
    ];
    const statement = builder.finish(
      `select first, id as second from (
         select t.id, first_value(t.id) over (partition by ${keys.join(', ')} order by t.id) as first
         from ${scope.table} as t${scope.joins} where ${where.join(' and ')}) p
       where id <> first order by id desc limit ${builder.value(limit, '::int')}`,
    );
    const { rows } = await this.database.query<{ first: string; second: string }>(
      statement.text,
      bind(statement, viewer.context),
    );
    return rows;
  }

  #where(
    scope: RecordScope,
    builder: StatementBuilder,
    { within, filter }: Pick<DuplicatesDeclaration, 'within' | 'filter'>,
  ): string[] {
    const moment = within && scope.resolve(within.field);
    return [
      't.deleted_at is null',
      scope.rows('read'),
      ...(moment
        ? [`${moment.sql} >= now() - make_interval(days => ${builder.value(within.days, '::int')})`]
        : []),
      ...(filter === undefined ? [] : [this.#filter(scope, builder, filter)]),
    ].filter((condition) => condition !== 'true');
  }

  /** Nothing counts for a reader who may not see what it depends on. */
  #filter(scope: RecordScope, builder: StatementBuilder, filter: ExpressionJson): string {
    const isSeen = variables(filter as never).every((path) => scope.resolve(path) !== null);
    return isSeen ? `(${builder.expression(filter, scope.resolve, 'condition').text})` : 'false';
  }
}
