import { evaluate, evaluateAs, type Scope } from '@fieldwork/expression';
import type { Assignments } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import { fieldOf } from '../form-types.js';
import { effectTypes } from './effect-types.js';

/**
 * The wire values that assignments give the fields of a form. Fields that the form no longer has are left out: a
 * flow may run on a version that is older than the form.
 */
export function assignedValues(
  set: Assignments,
  target: Form,
  forms: ReadonlyMap<string, Form>,
  scope: Scope,
): Record<string, unknown> {
  const types = effectTypes(target, forms);
  const values: Record<string, unknown> = {};
  for (const { field: id, value } of set) {
    const type = types[id];
    // What no expression can hold, such as a signature, can still be emptied.
    if (!type && value === null && fieldOf(target, id)) values[id] = null;
    if (!type) continue;
    const result = evaluateAs(value as never, type, scope);
    values[id] = rounded(result, fieldOf(target, id)?.scale, scope);
  }
  return values;
}

function rounded(value: unknown, scale: number | undefined, { context }: Scope): unknown {
  if (scale === undefined || typeof value !== 'string') return value;
  return evaluate({ round: [{ var: 'value' }, scale] }, { types: numberTypes, values: { value }, context });
}

const numberTypes = { value: { kind: 'number' } } as const;
