import { type ColumnType, type Field, type Form, fieldOf, fieldTypeOf, lookupsOf } from '@fieldwork/metadata';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import type { RecordScope } from './record-scope.js';

/** How a stored value is written as JSON; what is not named goes as it is. */
const asJson: Partial<Record<ColumnType, (sql: string) => string>> = {
  numeric: (sql) => `${sql}::text`,
  timestamptz: isoText,
};

/** An instant as the API answers it: ISO 8601 in UTC, to the millisecond. */
export function isoText(sql: string): string {
  return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const people = ['created_by', 'updated_by', 'owner'] as const;

function personJson(sql: string): string {
  return `(select json_build_object('id', p.id, 'title', p.name) from platform.user p where p.id = ${sql})`;
}

function departmentJson(sql: string): string {
  return `(select json_build_object('id', p.id, 'title', p.name) from platform.department p where p.id = ${sql})`;
}

function filesJson(sql: string): string {
  return `(select json_agg(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) order by u.n)
    from unnest(${sql}) with ordinality u(id, n) join platform.file f on f.id = u.id)`;
}

/** The title of a record as SQL: its title field where the caller may see it, else what numbers it. */
export function titleSql(scope: RecordScope): string {
  const field = scope.form.title === undefined ? undefined : fieldOf(scope.form, scope.form.title);
  const found = field ? scope.resolve(field.id) : null;
  return found ? `${found.sql}::text` : `null::text`;
}

/** Columns that every answer carries, whatever fields were asked for. */
export function systemProjection(scope: RecordScope): string[] {
  const at = (name: string) => `${isoText(scope.column(name))} as ${quoteIdentifier(name)}`;
  return [
    `${scope.column('id')} as "id"`,
    `${scope.column('version')} as "version"`,
    at('created_at'),
    at('updated_at'),
    ...people.map((name) => `${personJson(scope.column(name))} as ${quoteIdentifier(name)}`),
    `${departmentJson(scope.column('department'))} as "department"`,
    `${isoText(scope.column('deleted_at'))} as "deleted_at"`,
  ];
}

/** The value of a field as JSON, or null where the caller may never see it. */
export function fieldProjection(scope: RecordScope, field: Field, form: Form): string | null {
  if (field.fields) return rowsProjection(scope, field);
  const sql = valueSql(scope, field, form);
  return sql === null ? null : `${sql} as ${quoteIdentifier(field.id)}`;
}

function valueSql(scope: RecordScope, field: Field, form: Form): string | null {
  const column = fieldTypeOf(field).column(field);
  if (!column) return null;
  const seen = scope.guard(field.id, { type: { kind: 'text' }, sql: scope.column(field.id) });
  if (!seen) return null;
  if (field.form !== undefined) return referenceJson(scope, field, seen.sql, form);
  if (column.target && 'platform' in column.target) return targetJson(column.target.platform, seen.sql);
  return asJson[column.type]?.(seen.sql) ?? seen.sql;
}

function targetJson(target: 'user' | 'department' | 'file', sql: string): string {
  return { user: personJson, department: departmentJson, file: filesJson }[target](sql);
}

/** `{id, title, …looked-up fields}`; of a record that the caller may not read nothing but its id. */
function referenceJson(scope: RecordScope, field: Field, sql: string, form: Form): string {
  const target = scope.reference(field);
  if (!target) return `case when ${sql} is not null then json_build_object('id', ${sql}) end`;
  const lookups = (lookupsOf(form).get(field.id) ?? []).flatMap((id) => {
    const looked = lookedUp(target, id);
    return looked === null ? [] : [`'${id}', ${looked}`];
  });
  const parts = [`'id', ${sql}`, `'title', ${titleSql(target)}`, ...lookups];
  return `case when ${sql} is not null then json_build_object(${parts.join(', ')}) end`;
}

function lookedUp(target: RecordScope, id: string): string | null {
  const field = fieldOf(target.form, id);
  if (!field) {
    const system = target.resolve(id);
    return system ? (system.type.kind === 'datetime' ? isoText(system.sql) : system.sql) : null;
  }
  if (field.fields) return null;
  if (field.form === undefined) return valueSql(target, field, target.form);
  const own = target.resolve(field.id);
  const further = target.reference(field);
  return own && further
    ? `case when ${own.sql} is not null then json_build_object('id', ${own.sql}, 'title', ${titleSql(further)}) end`
    : null;
}

/** Rows of a sub-table in their order. */
function rowsProjection(scope: RecordScope, field: Field): string | null {
  const rows = scope.resolve(field.id)?.rows;
  if (!rows) return null;
  const alias = quoteIdentifier(`${scope.alias.replaceAll('"', '')}:${field.id}`);
  const cells = (field.fields ?? []).flatMap((column) => {
    const kind = fieldTypeOf(column).column(column);
    if (!kind) return [];
    const sql = `${alias}.${quoteIdentifier(column.id)}`;
    return [`'${column.id}', ${cellJson(scope, column, kind.type, sql)}`];
  });
  const pairs = [`'id', ${alias}.id`, ...cells];
  return `(select coalesce(json_agg(${buildObject(pairs)} order by ${alias}.position), '[]') ${rows.from}) as ${quoteIdentifier(field.id)}`;
}

/** json_build_object takes at most 100 arguments; longer rows are joined from parts. */
function buildObject(pairs: readonly string[]): string {
  if (pairs.length <= 50) return `json_build_object(${pairs.join(', ')})`;
  const parts: string[] = [];
  for (let at = 0; at < pairs.length; at += 50)
    parts.push(`jsonb_build_object(${pairs.slice(at, at + 50).join(', ')})`);
  return `(${parts.join(' || ')})::json`;
}

function cellJson(scope: RecordScope, column: Field, type: ColumnType, sql: string): string {
  const target = fieldTypeOf(column).column(column)?.target;
  if (target && 'platform' in target) return targetJson(target.platform, sql);
  if (column.form !== undefined) return cellReference(scope, column, sql);
  return asJson[type]?.(sql) ?? sql;
}

function cellReference(scope: RecordScope, column: Field, sql: string): string {
  const form = scope.eyes.documents.forms.get(column.form ?? '');
  if (!form) return `case when ${sql} is not null then json_build_object('id', ${sql}) end`;
  const alias = quoteIdentifier(`${scope.alias.replaceAll('"', '')}:${column.id}>`);
  const target = scope.other(form, alias);
  const lookups = (column.lookups ?? []).flatMap((id) => {
    const looked = lookedUp(target, id);
    return looked === null ? [] : [`'${id}', ${looked}`];
  });
  const parts = [`'id', ${sql}`, `'title', ${titleSql(target)}`, ...lookups];
  const readable = target.rows('read');
  return `case when ${sql} is not null then coalesce((select json_build_object(${parts.join(', ')}) from ${target.table} as ${alias}${target.joins}
    where ${alias}.id = ${sql} and ${readable}), json_build_object('id', ${sql})) end`;
}
