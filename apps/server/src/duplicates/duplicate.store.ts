import { variables } from '@fieldwork/expression';
import type { DuplicatesDeclaration, ExpressionJson, Form } from '@fieldwork/metadata';
import { fieldOf, fieldTypeOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { normalisedKey, normalisedSql } from '../records/normalised.js';
import { RecordScope } from '../records/record-scope.js';
import { bind, StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

export interface KeyQuestion {
  index: number;
  values: { field: string; value: unknown }[];
  isNormalised: boolean;
}

export interface FoundPair {
  first: string;
  second: string;
  keys: number[];
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

  /** Pairs over all records that share a key and were not dismissed, the newest first, and how many there are. */
  async pairs(
    viewer: Viewer,
    form: Form,
    { keys = [], filter }: DuplicatesDeclaration,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ pairs: FoundPair[]; total: number }> {
    const builder = new StatementBuilder();
    const scope = new RecordScope(viewer, form, 't', builder);
    const asked = keys.flatMap(({ fields, compare }, index) => {
      const parts = fields.flatMap((field) => scope.resolve(field)?.sql ?? []);
      if (parts.length < fields.length) return [];
      return { index, parts: compare === 'normalised' ? parts.map(normalisedSql) : parts };
    });
    if (asked.length === 0) return { pairs: [], total: 0 };
    const where = this.#where(scope, builder, { filter });
    const shared = asked.map(({ index, parts }) => {
      const filled = parts.map((sql) => `${sql} is not null and (${sql})::text <> ''`);
      return `select ${index} as key, t.id, first_value(t.id) over (partition by ${parts.join(', ')} order by t.id) as first
        from ${scope.table} as t${scope.joins} where ${[...where, ...filled].join(' and ')}`;
    });
    const place = `d.app = ${builder.value(viewer.app)} and d.form = ${builder.value(form.id)}`;
    const statement = builder.finish(
      `select first, id as second, array_agg(key order by key) as keys, count(*) over ()::int as total
       from (${shared.join(' union all ')}) p
       where id <> first and not exists (select 1 from platform.duplicate_dismissal d
         where ${place} and d.first = p.first and d.second = p.id)
       group by first, id order by id desc, first
       limit ${builder.value(limit, '::int')} offset ${builder.value(offset, '::int')}`,
    );
    const { rows } = await this.database.query<FoundPair & { total: number }>(
      statement.text,
      bind(statement, viewer.context),
    );
    return { pairs: rows, total: rows[0]?.total ?? 0 };
  }

  /** Notes that two records are not the same, or takes that back. */
  async dismiss(
    viewer: Viewer,
    form: Form,
    pair: readonly [string, string],
    { by, isDismissed }: { by: string | null; isDismissed: boolean },
  ): Promise<void> {
    const [first, second] = [...pair].sort();
    const place = [viewer.app, form.id, first, second];
    await (isDismissed
      ? this.database.query(
          `insert into platform.duplicate_dismissal (app, form, first, second, by) values ($1, $2, $3, $4, $5)
           on conflict do nothing`,
          [...place, by],
        )
      : this.database.query(
          'delete from platform.duplicate_dismissal where app = $1 and form = $2 and first = $3 and second = $4',
          place,
        ));
  }

  /** Records that somebody has said are not the same as this one. */
  async dismissed(viewer: Viewer, form: Form, id: string): Promise<Set<string>> {
    const { rows } = await this.database.query<{ other: string }>(
      `select second as other from platform.duplicate_dismissal where app = $1 and form = $2 and first = $3
       union all select first from platform.duplicate_dismissal where app = $1 and form = $2 and second = $3`,
      [viewer.app, form.id, id],
    );
    return new Set(rows.map(({ other }) => other));
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
