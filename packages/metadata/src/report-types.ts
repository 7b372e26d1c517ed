import type { Types } from '@fieldwork/expression';
import type { Form } from './documents/form.js';
import { repeatedOn } from './documents/report.js';
import { fieldOf, fieldsTypes, formTypes } from './form-types.js';

/**
 * The paths a report over a form can name; over the rows of a sub-table: their fields, and `parent.…`; where records
 * are repeated, the date of each time.
 */
export function reportTypes(
  form: Form,
  rows: string | undefined,
  forms: ReadonlyMap<string, Form>,
  isRepeated = false,
): Types | null {
  const fieldTypes = formTypes(form, forms);
  const own: Types = isRepeated ? { ...fieldTypes, [repeatedOn]: { kind: 'date' } } : fieldTypes;
  if (rows === undefined) return own;
  const fields = fieldOf(form, rows)?.fields;
  if (!fields) return null;
  const parents = Object.entries(own).map(([path, type]) => [`parent.${path}`, type] as const);
  return { id: { kind: 'text' }, ...fieldsTypes(fields), ...Object.fromEntries(parents) };
}
