import type { Field } from './documents/field.js';
import type { Form } from './documents/form.js';
import { fieldTypeOf } from './field-types/registry.js';
import type { SignatureValue } from './field-types/signature.js';
import { fieldOf } from './form-types.js';
import { sha256Hex } from './sha256.js';

type Values = Readonly<Record<string, unknown>>;

/** A hash of each field's value as it is kept, for a signature over them. */
export function signedParts(form: Form, fields: readonly string[], values: Values): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((id) => {
      const field = fieldOf(form, id);
      return field ? [[id, sha256Hex(textOf(field, values[id]))]] : [];
    }),
  );
}

/** The signed fields whose value is another one now; fields that are gone count too. */
export function changedSince(
  form: Form,
  { signed }: Pick<SignatureValue, 'signed'>,
  values: Values,
): string[] {
  const now = signedParts(form, Object.keys(signed), values);
  return Object.keys(signed).filter((id) => now[id] !== signed[id]);
}

/** The value as one text, equal for equal values: rows by what people filled in, without ids and without what is computed. */
function textOf(field: Field, value: unknown): string {
  if (!field.fields) return JSON.stringify(kept(field, value));
  const rows = Array.isArray(value) ? (value as Values[]) : [];
  const columns = field.fields.filter(
    (column) => column.compute === undefined && !fieldTypeOf(column).generated,
  );
  return JSON.stringify(rows.map((row) => columns.map((column) => kept(column, row[column.id]))));
}

function kept(field: Field, value: unknown): unknown {
  const parsed = fieldTypeOf(field).parse(value ?? null, field);
  return 'value' in parsed ? (parsed.value ?? null) : (value ?? null);
}
