import {
  type ColumnType,
  type Field,
  type Form,
  fieldOf,
  fieldTypeOf,
  lookupsOf,
  systemFieldIds,
} from '@fieldwork/metadata';
import { quoteAlias, quoteIdentifier } from '../platform/database/quote-identifier.js';
import { lookupsForRights } from './record-lookups.js';
import type { RecordScope } from './record-scope.js';

/**
 * How a stored value is written as JSON; what is not named goes as it is. Instants do: the session's zone is UTC,
 * so PostgreSQL writes them as ISO 8601 itself, ten times quicker than `to_char`.
 */
const asJson: Partial<Record<ColumnType, (sql: string) => string>> = {
  numeric: (sql) => `${sql}::text`,
};

const people = ['created_by', 'updated_by', 'owner'] as const;

/** `{id, title}` is kept ready in the row of the person: lists show three per record. */
function personJson(sql: string): string {
  return `(select p.reference from platform.user p where p.id = ${sql})`;
}

function departmentJson(sql: string): string {
  return `(select p.reference from platform.department p where p.id = ${sql})`;
}

function filesJson(sql: string): string {
  return `(select json_agg(json_strip_nulls(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size,
      'pending', case when f.pending_since is not null then true end)) order by u.n)
    from unnest(${sql}) with ordinality u(id, n) join platform.file f on f.id = u.id)`;
}

/** In the order in which they were chosen. */
function peopleJson(sql: string): string {
  return `(select json_agg(p.reference order by u.n)
    from unnest(${sql}) with ordinality u(id, n) join platform.user p on p.id = u.id)`;
}

const targetJson = { user: personJson, department: departmentJson, file: filesJson };

/** The title of a record as SQL: its title field where the caller may see it, else what numbers it. */
export function titleSql(scope: RecordScope): string {
  const field = scope.form.title === undefined ? undefined : fieldOf(scope.form, scope.form.title);
  const found = field ? scope.resolve(field.id) : null;
  return found ? `${found.sql}::text` : `null::text`;
}

/** Columns that every answer carries, whatever fields were asked for. */
export function systemProjection(scope: RecordScope): string[] {
  return [
    ...['id', 'version', 'created_at', 'updated_at', 'deleted_at'].map((name) => scope.column(name)),
    ...people.map((name) => `${personJson(scope.column(name))} as ${quoteIdentifier(name)}`),
    `${departmentJson(scope.column('department'))} as "department"`,
  ];
}

/** The value of a field as JSON, or null where the caller may never see it. */
export function fieldProjection(
  scope: RecordScope,
  field: Field,
  lookups: readonly string[] = lookupsOf(scope.form).get(field.id) ?? [],
): string | null {
  if (field.fields) return rowsProjection(scope, field);
  const sql = valueSql(scope, field, lookups);
  return sql === null ? null : `${sql} as ${quoteIdentifier(field.id)}`;
}

/** Stored values as the engine takes them: people, files and records by id, unless rules or roles look further. */
export function baseProjection(scope: RecordScope, form: Form): string[] {
  const system = [...systemFieldIds].map((name) => scope.column(name));
  const lookups = lookupsForRights(scope.eyes.documents, form);
  return [
    ...system,
    ...form.fields.flatMap((field) => {
      const looked = lookups.get(field.id) ?? [];
      if (field.fields || looked.length > 0) return fieldProjection(scope, field, looked) ?? [];
      const column = fieldTypeOf(field).column(field);
      if (!column) return [];
      const sql = scope.column(field.id);
      return `${asJson[column.type]?.(sql) ?? sql} as ${quoteIdentifier(field.id)}`;
    }),
  ];
}

function valueSql(scope: RecordScope, field: Field, lookups: readonly string[]): string | null {
  if (!fieldTypeOf(field).column(field)) return null;
  const seen = scope.guard(field.id, { type: { kind: 'text' }, sql: scope.column(field.id) });
  return seen ? storedJson(scope, field, seen.sql, lookups) : null;
}

/** A stored value as JSON: people, files and records by what they are called, numbers as exact text. */
function storedJson(scope: RecordScope, field: Field, sql: string, lookups: readonly string[]): string {
  const column = fieldTypeOf(field).column(field);
  if (column?.target && 'platform' in column.target) {
    const { platform } = column.target;
    return platform === 'user' && column.type === 'uuid[]' ? peopleJson(sql) : targetJson[platform](sql);
  }
  if (field.form !== undefined) return referenceJson(scope, field, sql, lookups);
  return (column && asJson[column.type]?.(sql)) ?? sql;
}

/**
 * `{id, title, …looked-up fields}`; of a record that the caller may not read nothing but its id. A subquery by
 * primary key: on a page of fifty it is quicker than a join, which the planner may turn into a scan.
 */
function referenceJson(scope: RecordScope, field: Field, sql: string, lookups: readonly string[]): string {
  const form = scope.eyes.documents.forms.get(field.form ?? '');
  const bare = `json_build_object('id', ${sql})`;
  if (!form) return `case when ${sql} is not null then ${bare} end`;
  const alias = quoteAlias(scope.alias, '/', field.id);
  const target = scope.other(form, alias);
  const looked = lookups.flatMap((id) => {
    const value = lookedUp(target, id);
    return value === null ? [] : [`'${id}', ${value}`];
  });
  const parts = [`'id', ${sql}`, `'title', ${titleSql(target)}`, ...looked];
  const readable = target.rows('read');
  const where = `${alias}.id = ${sql}${readable === 'true' ? '' : ` and ${readable}`}`;
  return `case when ${sql} is not null then coalesce((select json_build_object(${parts.join(', ')})
    from ${target.table} as ${alias}${target.joins} where ${where}), ${bare}) end`;
}

/** One step far and no further: two forms may look each other up. */
function lookedUp(target: RecordScope, id: string): string | null {
  const field = fieldOf(target.form, id);
  if (!field) return target.resolve(id)?.sql ?? null;
  return field.fields ? null : valueSql(target, field, []);
}

/** Rows of a sub-table in their order. */
function rowsProjection(scope: RecordScope, field: Field): string | null {
  const rows = scope.resolve(field.id)?.rows;
  if (!rows) return null;
  const alias = quoteAlias(scope.alias, ':', field.id);
  const cells = (field.fields ?? [])
    .filter((column) => fieldTypeOf(column).column(column))
    .map((column) => {
      const sql = `${alias}.${quoteIdentifier(column.id)}`;
      return `'${column.id}', ${storedJson(scope, column, sql, column.lookups ?? [])}`;
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
