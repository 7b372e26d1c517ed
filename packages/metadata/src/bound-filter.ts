import type { ExpressionJson } from './expression-schema.js';
import { idOf } from './field-types/relations.js';

type Known = Readonly<Record<string, unknown>>;

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'startsWith', 'endsWith']);

/** A filter with the values of the record at hand in place of `current.…`, so that it is a filter like any other. */
export function boundFilter(node: ExpressionJson, current: Known): ExpressionJson {
  if (Array.isArray(node)) return node.map((item) => boundFilter(item, current));
  if (typeof node !== 'object' || node === null) return node;
  const path = currentPath(node);
  if (path !== null) return plainAt(current, path) as ExpressionJson;
  return Object.fromEntries(
    Object.entries(node).map(([key, part]) => {
      // What is empty equals nothing; as a bare null it would have no type to compare by.
      if (comparisons.has(key) && Array.isArray(part) && part.some((item) => isEmpty(item, current)))
        return ['or', [false]];
      return [key, boundFilter(part as ExpressionJson, current)];
    }),
  );
}

function isEmpty(node: ExpressionJson, current: Known): boolean {
  const path = currentPath(node);
  return path !== null && plainAt(current, path) === null;
}

/** The path behind `current.`, where the node is such a variable. */
function currentPath(node: unknown): string | null {
  const path = typeof node === 'object' && node !== null ? (node as { var?: unknown }).var : null;
  return typeof path === 'string' && path.startsWith('current.') ? path.slice('current.'.length) : null;
}

/** The value at a path as it is compared: of a reference its id, of anything else with parts nothing. */
export function plainAt(values: Known, path: string): unknown {
  let value: unknown = values;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Known)[part]
        : null;
  return typeof value === 'object' ? idOf(value) : (value ?? null);
}
