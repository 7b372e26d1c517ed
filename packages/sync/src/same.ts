import { type Field, fieldTypeOf, plainValue } from '@fieldwork/metadata';

/** Whether two values of a field are one and the same, however they are written. Rows also by their ids and order. */
export function isSame(field: Field, one: unknown, other: unknown): boolean {
  return written(field, one) === written(field, other);
}

function written(field: Field, value: unknown): string {
  if (fieldTypeOf(field).type(field)?.kind === 'number') return String(plainNumber(plainValue(field, value)));
  const ids =
    field.fields && Array.isArray(value)
      ? value.map((row: unknown) => (typeof row === 'object' && row !== null && 'id' in row ? row.id : null))
      : [];
  return JSON.stringify([stable(plainValue(field, value)), ids]);
}

/** `2.50` is `2.5`. */
function plainNumber(value: unknown): unknown {
  return typeof value === 'string' && value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

/** With the members of objects in one order. */
function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => [key, stable(member)]);
}
