import type { Field } from './documents/field.js';
import { fieldTypeOf } from './field-types/registry.js';
import { idOf } from './field-types/relations.js';

/**
 * A value of a field in the form it is kept in, so that two can be compared: references, people and files as ids,
 * numbers in one way of writing, nothing as null, the rows of a sub-table without their ids.
 */
export function plainValue(field: Field | undefined, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (field?.fields && Array.isArray(value))
    return value.length === 0
      ? null
      : value.map((row: Record<string, unknown>) =>
          Object.fromEntries(
            (field.fields ?? []).map((column) => [column.id, plainValue(column, row[column.id])]),
          ),
        );
  if (!field) return idOf(value) ?? value;
  const parsed = fieldTypeOf(field).parse(value, field);
  return 'value' in parsed ? parsed.value : value;
}
