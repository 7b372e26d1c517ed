import { variables } from '@fieldwork/expression';
import { boundFilter, type ExpressionJson, plainAt } from '@fieldwork/metadata';

const here = 'current.';

/**
 * The filter of a reference field with the values of the record at hand in place of `current.…`.
 * `missing`: a field that must be filled in before there is anything to choose from.
 */
export function bindFilter(
  filter: ExpressionJson | undefined,
  values: Readonly<Record<string, unknown>>,
): { filter: ExpressionJson | undefined } | { missing: string } {
  if (filter === undefined) return { filter: undefined };
  const empty = variables(filter)
    .filter((path) => path.startsWith(here))
    .map((path) => path.slice(here.length))
    .find((path) => isEmpty(plainAt(values, path)));
  const [head] = empty?.split('.') ?? [];
  return head === undefined ? { filter: boundFilter(filter, values) } : { missing: head };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
