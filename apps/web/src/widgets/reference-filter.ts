import { boundFilter, currentPaths, type ExpressionJson, plainAt } from '@fieldwork/metadata';

/**
 * The filter of a reference field with the values of the record at hand in place of `current.…`.
 * `missing`: a field that must be filled in before there is anything to choose from.
 */
export function bindFilter(
  filter: ExpressionJson | undefined,
  values: Readonly<Record<string, unknown>>,
): { filter: ExpressionJson | undefined } | { missing: string } {
  if (filter === undefined) return { filter: undefined };
  const empty = currentPaths(filter).find((path) => isEmpty(plainAt(values, path)));
  const [head] = empty?.split('.') ?? [];
  return head === undefined ? { filter: boundFilter(filter, values) } : { missing: head };
}

/** What is offered until all are asked for; undefined where it asks for what is not known, or asks for nothing. */
export function fittingOf(
  fitting: ExpressionJson | undefined,
  values: Readonly<Record<string, unknown>>,
): ExpressionJson | undefined {
  const bound = bindFilter(fitting, values);
  return 'filter' in bound ? bound.filter : undefined;
}

/** Both conditions where there are two. */
export function both(one: ExpressionJson | undefined, other: ExpressionJson): ExpressionJson {
  return one === undefined ? other : { and: [one, other] };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}
