import { type ExpressionJson, idOf } from '@fieldwork/metadata';

type Known = Readonly<Record<string, unknown>>;

/** A filter with the values of the record at hand in place of `current.…`, so that it is a filter like any other. */
export function boundFilter(node: ExpressionJson, current: Known): ExpressionJson {
  if (Array.isArray(node)) return node.map((item) => boundFilter(item, current));
  if (typeof node !== 'object' || node === null) return node;
  const path = (node as { var?: unknown }).var;
  if (typeof path === 'string' && path.startsWith('current.'))
    return plainAt(current, path.slice('current.'.length)) as ExpressionJson;
  return Object.fromEntries(
    Object.entries(node).map(([key, part]) => [key, boundFilter(part as ExpressionJson, current)]),
  );
}

/** The value at a path; of a reference its id. */
export function plainAt(values: Known, path: string): unknown {
  let value: unknown = values;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Known)[part]
        : null;
  return typeof value === 'object' ? idOf(value) : (value ?? null);
}
