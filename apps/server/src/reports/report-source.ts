import type { SqlField } from '@fieldwork/expression';
import { type Field, type Form, fieldOf, fieldTypeOf, type Repeat, repeatedOn } from '@fieldwork/metadata';
import { ReportError, type SourcePort } from '@fieldwork/report-engine';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';
import { RecordScope } from '../records/record-scope.js';
import type { StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

const rowAlias = 'c';
const parent = 'parent.';

/** The rows of a form, or of its sub-table, as far as the reader may see them. */
export function sourcePort(
  viewer: Viewer,
  formId: string,
  { rows, repeat }: { rows: string | null; repeat: Repeat | null },
  builder: StatementBuilder,
): SourcePort {
  const form = viewer.documents.forms.get(formId);
  if (!form) throw new ReportError(formId);
  const scope = new RecordScope(viewer, form, 't', builder);
  if (rows !== null) return rowsPort(scope, form, rows, builder);
  return repeat === null ? portOf(scope, builder, scope.resolve) : repeatedPort(scope, repeat, builder);
}

function portOf(
  scope: RecordScope,
  builder: StatementBuilder,
  resolve: (path: string) => SqlField | null,
  child: { join: string; where: string; after?: string } = { join: '', where: '' },
): SourcePort {
  // The condition of the rows may bring parameters: it is written once, and stands in every part of the statement.
  const readable = scope.rows('read');
  const own = ['t.deleted_at is null', readable, child.where].filter(
    (part) => part !== 'true' && part !== '',
  );
  return {
    resolve,
    expression: (expression, as) => builder.expression(expression, resolve, as).text,
    typed: (expression) => builder.expression(expression, resolve, 'value'),
    tables: () => `from ${scope.table} as t${child.join}${scope.joins}${child.after ?? ''}`,
    where: () => own.join(' and '),
  };
}

const mostTimes = 400;

/** A record once for each of its dates to come, beginning with the first. */
function repeatedPort(scope: RecordScope, repeat: Repeat, builder: StatementBuilder): SourcePort {
  const value = (expression: unknown, kind: 'date' | 'number', at: string) => {
    const { text, type } = builder.expression(expression, scope.resolve, 'value');
    if (type.kind !== kind) throw new ReportError(at);
    return text;
  };
  const step = (expression: unknown, at: string) =>
    expression === undefined
      ? '0'
      : `greatest(coalesce(trunc(${value(expression, 'number', at)}), 0), 0)::int`;
  const ahead = { dateAdd: [{ today: [] }, repeat.ahead.count, repeat.ahead.unit] };
  const last = value(ahead, 'date', 'repeat.ahead');
  const steps = `(select (${value({ var: repeat.from }, 'date', repeat.from)})::date as first, ${step(repeat.months, 'repeat.months')} as months, ${step(repeat.days, 'repeat.days')} as days, (${last})::date as last)`;
  const on = '(s.first + make_interval(months => n.n * s.months, days => n.n * s.days))::date';
  // No step: one date. Else no more than reach the last day.
  const times = `case when s.months + s.days = 0 then 0 else least(${mostTimes}, greatest(s.last - s.first, 0) / greatest(s.months * 28 + s.days, 1)) end`;
  const after = ` cross join lateral ${steps} s cross join lateral generate_series(0, ${times}) n(n) cross join lateral (select ${on} as on_day) r`;
  const own: SqlField = { type: { kind: 'date' }, sql: 'r.on_day' };
  const resolve = (path: string) => (path === repeatedOn ? own : scope.resolve(path));
  return portOf(scope, builder, resolve, { join: '', where: 'r.on_day <= s.last', after });
}

/** The rows of a sub-table beside their record: a reader who may not see the field has none. */
function rowsPort(scope: RecordScope, form: Form, rows: string, builder: StatementBuilder): SourcePort {
  const field = fieldOf(form, rows);
  const seen = field?.fields && scope.guard(rows, { type: { kind: 'boolean' }, sql: 'true' });
  if (!field?.fields || !seen) throw new ReportError(rows);
  const resolve = (path: string): SqlField | null =>
    path.startsWith(parent) ? scope.resolve(path.slice(parent.length)) : rowField(field, path);
  const join = ` join ${scope.childSource(rows)} as ${rowAlias} on ${rowAlias}.parent_id = t.id`;
  return portOf(scope, builder, resolve, { join, where: seen.sql });
}

function rowField(field: Field, path: string): SqlField | null {
  const [head = '', member] = path.split('.');
  if (head === 'id' && member === undefined) return { type: { kind: 'text' }, sql: `${rowAlias}.id::text` };
  const column = field.fields?.find(({ id }) => id === head);
  if (!column) return null;
  const definition = fieldTypeOf(column);
  const sql = `${rowAlias}.${quoteIdentifier(column.id)}`;
  if (member === undefined) {
    const type = definition.type(column);
    return type && { type, sql };
  }
  const type = definition.members?.(column)[member];
  return type ? { type, sql: `(${sql}->>'${member.replaceAll("'", "''")}')` } : null;
}
