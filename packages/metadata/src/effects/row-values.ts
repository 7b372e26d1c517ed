import type { Types } from '@fieldwork/expression';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import { fieldOf, fieldsTypes } from '../form-types.js';

/** What expressions over a row of a sub-table name: `row.…`, and what its references look up (`row.part.price`). */
export function rowTypes(field: Field, forms: ReadonlyMap<string, Form>): Types {
  const columns = field.fields ?? [];
  const types: Record<string, Types[string]> = {};
  for (const [path, type] of Object.entries(fieldsTypes(columns))) types[`row.${path}`] = type;
  for (const column of columns) {
    const target = column.form === undefined ? undefined : forms.get(column.form);
    const seen = target ? fieldsTypes(target.fields) : {};
    for (const id of column.lookups ?? []) {
      const type = seen[id];
      if (type) types[`row.${column.id}.${id}`] = type;
    }
  }
  return types;
}

/** The rows of a sub-table of a record. */
export function rowsIn(
  form: Form,
  id: string,
  values: Readonly<Record<string, unknown>>,
): { field: Field; rows: Record<string, unknown>[] } | null {
  const field = fieldOf(form, id);
  if (!field?.fields) return null;
  const rows = values[id];
  return { field, rows: Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [] };
}
