import type { Values } from '@fieldwork/form-engine';
import { type Field, type Form, fieldTypeOf, idOf } from '@fieldwork/metadata';

/** Files of these values that were made on this phone, those in the rows of sub-tables among them. */
export function filesIn(form: Form, values: Values, files: ReadonlyMap<string, unknown>): string[] {
  const named = form.fields.flatMap((field) => namedIn(field, values[field.id]));
  return [...new Set(named)].filter((file) => files.has(file));
}

function namedIn(field: Field, value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const target = fieldTypeOf(field).column(field)?.target;
  if (target !== undefined && 'platform' in target && target.platform === 'file')
    return value.map(idOf).filter((file) => file !== null);
  return (field.fields ?? []).flatMap((column) =>
    value.flatMap((row: Values | null) => namedIn(column, row?.[column.id])),
  );
}
