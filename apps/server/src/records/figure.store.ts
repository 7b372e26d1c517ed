import type { SqlField, Type, Types } from '@fieldwork/expression';
import {
  currentTypes,
  type ExpressionJson,
  type Figure,
  type Form,
  formTypes,
  pathsIn,
  withOuter,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { KeptStatements } from './kept-statements.js';
import { RecordScope } from './record-scope.js';
import { bind, type Statement, StatementBuilder } from './statement.js';
import type { Viewer } from './viewer.js';

const sqlTypes: Partial<Record<Type['kind'], string>> = {
  text: 'text',
  choice: 'text',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  reference: 'uuid',
};

/** What the records at hand give to a question: one column per path, one row per record. */
export interface Currents {
  paths: readonly string[];
  rows: readonly (readonly unknown[])[];
  /** `current.…` where what is at hand is more than a record, such as a pair of two. */
  types?: Types;
}

/** Other records: those of a form that match, where `current.…` names the record at hand. */
export interface Others {
  form: string;
  filter: ExpressionJson;
}

/** Figures over other records, in one statement for any number of records at hand. */
@Injectable()
export class FigureStore {
  readonly #statements = new KeptStatements(500);

  async read(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    figures: readonly Figure[],
    { paths, rows, types }: Currents,
  ): Promise<Record<string, unknown>[]> {
    const at = types ? paths.map((path) => types[`current.${path}`]?.kind) : [form.id];
    const question = `figures ${at.join()} ${paths.join()} ${JSON.stringify(figures)}`;
    const statement = this.#statements.of(viewer, question, () =>
      compileFigures(viewer, types ?? currentTypes(form, viewer.documents.forms), figures, paths),
    );
    const found = await on.query<{ json: Record<string, unknown> }>(
      statement.text,
      bind(statement, viewer.context, { currents: JSON.stringify(rows.map(currentRow)) }),
      statement.name,
    );
    return found.rows.map(({ json }) => json);
  }

  /** Ids of other records that match for the record at hand, at most `limit`, the oldest first. */
  async find(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    others: Others,
    { paths, rows }: Currents,
    limit: number,
  ): Promise<string[]> {
    const question = `others ${form.id} ${paths.join()} ${JSON.stringify(others)}`;
    const statement = this.#statements.of(viewer, question, () => compileFind(viewer, form, others, paths));
    const late = { currents: JSON.stringify(rows.map(currentRow)), limit };
    const found = await on.query<{ id: string }>(
      statement.text,
      bind(statement, viewer.context, late),
      statement.name,
    );
    return found.rows.map(({ id }) => id);
  }
}

/** The paths of the record at hand that a part of a document reads, without their first word. */
export function currentPaths(part: unknown): string[] {
  const all = pathsIn(part).map((path) => path.replace(/^outer\./, ''));
  const paths = all.filter((path) => path.startsWith('current.'));
  return [...new Set(paths.map((path) => path.slice('current.'.length)))].sort();
}

function currentRow(values: readonly unknown[], n: number): Record<string, unknown> {
  return { n, ...Object.fromEntries(values.map((value, index) => [`c${index}`, value])) };
}

function compileFigures(
  viewer: Viewer,
  types: Types,
  figures: readonly Figure[],
  paths: readonly string[],
): Statement {
  const builder = new StatementBuilder();
  const { source, current } = currents(types, paths, builder);
  const selects = figures.map((figure, index) => {
    const scope = scopeOf(viewer, figure.form, `f${index}`, builder);
    return `(${select(figure, scope, builder, current)}) as ${quoteIdentifier(figure.id)}`;
  });
  return builder.finish(
    `select row_to_json("~row") as json from (select o.n as "~n", ${selects.join(', ')} from ${source}) "~row"
       order by "~row"."~n"`,
  );
}

function compileFind(viewer: Viewer, form: Form, others: Others, paths: readonly string[]): Statement {
  const builder = new StatementBuilder();
  const { source, current } = currents(currentTypes(form, viewer.documents.forms), paths, builder);
  const scope = scopeOf(viewer, others.form, 't', builder);
  const where = conditions(scope, others.filter, builder, current);
  return builder.finish(
    `select t.id from ${source} cross join ${scope.table} as t${scope.joins} where ${where} order by t.id
       limit ${builder.late('limit', '::int')}`,
  );
}

type Current = ReadonlyMap<string, SqlField>;

/** The records at hand as rows of a statement, and their paths as columns of it. */
function currents(
  types: Types,
  paths: readonly string[],
  builder: StatementBuilder,
): { source: string; current: Current } {
  const columns = paths.map((path, index) => {
    const type = types[`current.${path}`];
    const sql = type && (type.kind === 'rows' ? 'jsonb' : sqlTypes[type.kind]);
    if (!type || !sql) throw new Error(`A question over other records cannot read ${path}`);
    return { path, type, name: quoteIdentifier(`c${index}`), sql };
  });
  const shape = ['"n" int', ...columns.map(({ name, sql }) => `${name} ${sql}`)];
  return {
    source: `jsonb_to_recordset(${builder.late('currents', '::jsonb')}) as o(${shape.join(', ')})`,
    current: new Map(
      columns.map(({ path, type, name }) => [
        `current.${path}`,
        type.kind === 'rows' ? rowsOf(type, name) : { type, sql: `o.${name}` },
      ]),
    ),
  };
}

function scopeOf(viewer: Viewer, form: string, alias: string, builder: StatementBuilder): RecordScope {
  const target = viewer.documents.forms.get(form);
  if (!target) throw new Error(`There is no form ${form}`);
  return new RecordScope(viewer, target, alias, builder);
}

function resolver(scope: RecordScope, current: Current): (path: string) => SqlField | null {
  const self: SqlField = { type: { kind: 'reference', form: scope.form.id }, sql: scope.column('id') };
  const resolve = (path: string): SqlField | null => {
    const given = current.get(path);
    if (given?.rows) return seenFromRows(given, scope, current, resolve);
    return path === 'self' ? self : (given ?? scope.resolve(path));
  };
  return resolve;
}

/** The rows of a record at hand: they came along as JSON. */
function rowsOf(type: Extract<Type, { kind: 'rows' }>, name: string): SqlField {
  const alias = quoteIdentifier(`~${name.replaceAll('"', '')}`);
  const columns = Object.entries(type.members).flatMap(([id, { kind }]) => {
    const sql = sqlTypes[kind];
    return sql === undefined || id.includes('.') ? [] : [`${quoteIdentifier(id)} ${sql}`];
  });
  return {
    type,
    sql: '',
    rows: {
      from: `FROM jsonb_to_recordset(coalesce(o.${name}, '[]'::jsonb)) AS ${alias}(${columns.join(', ')}) WHERE true`,
      resolveMember: (path) => {
        const member = type.members[path];
        return member && sqlTypes[member.kind]
          ? { type: member, sql: `${alias}.${quoteIdentifier(path)}` }
          : null;
      },
    },
  };
}

/** The same rows, with the other record and what stands around them as `outer.…`. */
function seenFromRows(
  field: SqlField,
  scope: RecordScope,
  current: Current,
  resolve: (path: string) => SqlField | null,
): SqlField {
  const { rows, type } = field;
  if (!rows || type.kind !== 'rows') return field;
  const around: Types = {
    ...formTypes(scope.form, scope.eyes.documents.forms),
    self: { kind: 'reference', form: scope.form.id },
    ...Object.fromEntries([...current].map(([path, one]) => [path, one.type])),
    'current.~rows': type,
  };
  const seen = withOuter(around)['current.~rows'] as Type;
  return {
    ...field,
    type: seen,
    rows: {
      from: rows.from,
      resolveMember: (path) =>
        path.startsWith('outer.') ? resolve(path.slice('outer.'.length)) : rows.resolveMember(path),
    },
  };
}

function conditions(
  scope: RecordScope,
  filter: ExpressionJson | undefined,
  builder: StatementBuilder,
  current: Current,
): string {
  const all = [`${scope.column('deleted_at')} is null`, scope.rows('read')];
  if (filter !== undefined)
    all.push(`(${builder.expression(filter, resolver(scope, current), 'condition').text})`);
  return all.filter((one) => one !== 'true').join(' and ');
}

function select(
  { aggregate, filter, value, by }: Figure,
  scope: RecordScope,
  builder: StatementBuilder,
  current: Current,
): string {
  const where = conditions(scope, filter, builder, current);
  const computed = value === undefined ? null : builder.expression(value, resolver(scope, current), 'value');
  const text = computed?.text ?? 'null';
  const shown = (sql: string) => (computed?.type.kind === 'number' ? asDecimal(sql) : sql);
  const what: Record<typeof aggregate, string> = {
    count: 'count(*)::text',
    sum: asDecimal(`coalesce(sum(${text}), 0)`),
    average: asDecimal(`round(avg(${text}), 6)`),
    min: shown(`min(${text})`),
    max: shown(`max(${text})`),
    latest: shown(text),
    list: `array_agg(distinct ${text}) filter (where ${text} is not null)`,
  };
  const order = aggregate === 'latest' ? scope.resolve(by ?? 'created_at') : null;
  const last = order ? ` order by ${order.sql} desc nulls last, ${scope.column('id')} desc limit 1` : '';
  return `select ${what[aggregate]} from ${scope.table} as ${scope.alias}${scope.joins} where ${where}${last}`;
}

/** Numbers travel as decimal text without needless zeros. */
function asDecimal(sql: string): string {
  return `trim_scale(${sql})::text`;
}
