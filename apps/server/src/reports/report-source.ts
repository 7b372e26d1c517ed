import type { SqlField } from '@fieldwork/expression';
import { type Field, type Form, fieldOf, fieldTypeOf } from '@fieldwork/metadata';
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
  rows: string | null,
  builder: StatementBuilder,
): SourcePort {
  const form = viewer.documents.forms.get(formId);
  if (!form) throw new ReportError(formId);
  const scope = new RecordScope(viewer, form, 't', builder);
  return rows === null ? portOf(scope, builder, scope.resolve) : rowsPort(scope, form, rows, builder);
}

function portOf(
  scope: RecordScope,
  builder: StatementBuilder,
  resolve: (path: string) => SqlField | null,
  child: { join: string; where: string } = { join: '', where: '' },
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
    tables: () => `from ${scope.table} as t${child.join}${scope.joins}`,
    where: () => own.join(' and '),
  };
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
