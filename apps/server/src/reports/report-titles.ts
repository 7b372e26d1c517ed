import { fieldTypeOf } from '@fieldwork/metadata';
import { titleSql } from '../records/record-projection.js';
import { RecordScope } from '../records/record-scope.js';
import type { StatementBuilder } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

/** The name of a group: once per row of the result, not per record. */
export function titleSqlOf(
  viewer: Viewer,
  formId: string,
  sql: string,
  builder: StatementBuilder,
): string | null {
  if (formId === 'user' || formId === 'department')
    return `(select p.name from platform.${formId} p where p.id = ${sql})`;
  const form = viewer.documents.forms.get(formId);
  const title = form?.fields.find((field) => field.id === form.title);
  if (!form || !title || fieldTypeOf(title).column(title) === null) return null;
  const scope = new RecordScope(viewer, form, `"~${form.id}"`, builder);
  const shown = titleSql(scope);
  return `(select ${shown} from ${scope.table} as "~${form.id}" where "~${form.id}".id = ${sql} and ${scope.rows('read')})`;
}
