import { type Field, fieldTypeOf } from '@fieldwork/metadata';

/**
 * A value as the field takes it now, where the form was changed while a device had it along: one of several became
 * several, several became one, a number became a text. What fits in no way stays as it is, and is refused as such.
 */
export function fitted(field: Field, value: unknown): unknown {
  if (value === null || value === undefined || fits(field, value)) return value;
  return mapped(value).find((candidate) => fits(field, candidate)) ?? value;
}

function mapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length === 1 ? [value[0]] : [];
  const text = typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
  return [...text, [value]];
}

function fits(field: Field, value: unknown): boolean {
  return 'value' in fieldTypeOf(field).parse(value, field);
}
