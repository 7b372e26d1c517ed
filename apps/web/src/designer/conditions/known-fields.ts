import { check } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { type FilterField, filterKindOf } from '../../runtime/filters/filter-fields.js';
import type { Names } from './field-names.js';
import { leftOf } from './query-logic.js';

export type KnownField = (path: string) => FilterField | undefined;

/** Everything that can stand on the left of a comparison: the fields, what else has a name, and functions of them. */
export function knownFields(
  fields: readonly FilterField[],
  names: Names,
  labelOf: (expression: ExpressionJson) => string,
): KnownField {
  const known = new Map(fields.map((field) => [field.path, field]));
  return (path) => {
    const found = known.get(path);
    if (found) return found;
    const expression = leftOf(path);
    if (expression === undefined) return undefined;
    const { type, issues } = check(expression, names.types);
    const kind = issues.length === 0 ? filterKindOf(type) : null;
    // Options have their words in a field only; without them a choice cannot be shown.
    if (!type || !kind || kind === 'choice' || kind === 'choices') return undefined;
    const form = type.kind === 'reference' ? type.form : undefined;
    return { path, label: labelOf(expression), kind, field: null, form };
  };
}
