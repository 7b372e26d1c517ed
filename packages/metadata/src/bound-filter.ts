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

/** What a filter asks of the record at hand, without `current.`; also within the rows of the other form. */
export function currentPaths(node: ExpressionJson): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const path = currentPath(node);
  if (path !== null) return [path];
  return Object.values(node).flatMap((part) => currentPaths(part as ExpressionJson));
}

/** The path behind `current.`, where the node is such a variable. */
function currentPath(node: unknown): string | null {
  const path = typeof node === 'object' && node !== null ? (node as { var?: unknown }).var : null;
  return typeof path === 'string' && path.startsWith('current.') ? path.slice('current.'.length) : null;
}

/** The value at a path as it is compared: of a reference its id, of anything else with parts nothing. */
export function plainAt(values: Known, path: string): unknown {
  const value = valueAt(values, path);
  return typeof value === 'object' ? idOf(value) : (value ?? null);
}

/** The same where the rows of a sub-table are wanted too: they are parameters there, never part of an expression. */
export function plainOrRowsAt(values: Known, path: string): unknown {
  return plain(valueAt(values, path));
}

function valueAt(values: Known, path: string): unknown {
  let value: unknown = values;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Known)[part]
        : null;
  return value;
}

/** A value as it stands in the database: of references the id, of rows the same in each of their columns. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainRow);
  return typeof value === 'object' ? idOf(value) : (value ?? null);
}

function plainRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === 'object' ? idOf(value) : value]),
  );
}
