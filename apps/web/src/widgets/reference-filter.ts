import type { ExpressionJson } from '@fieldwork/metadata';
import { pickedOf } from './picked.js';

/**
 * The filter of a reference field with the values of the record at hand in place of `current.…`.
 * `missing`: a field that must be filled in before there is anything to choose from.
 */
export function bindFilter(
  filter: ExpressionJson | undefined,
  values: Readonly<Record<string, unknown>>,
): { filter: ExpressionJson | undefined } | { missing: string } {
  if (filter === undefined) return { filter: undefined };
  const missing: string[] = [];
  const bound = bind(filter, values, missing);
  return missing[0] === undefined ? { filter: bound as ExpressionJson } : { missing: missing[0] };
}

function bind(node: unknown, values: Readonly<Record<string, unknown>>, missing: string[]): unknown {
  if (Array.isArray(node)) return node.map((item) => bind(item, values, missing));
  if (typeof node !== 'object' || node === null) return node;
  const path = (node as { var?: unknown }).var;
  if (typeof path === 'string' && path.startsWith('current.')) return valueAt(path.slice(8), values, missing);
  return Object.fromEntries(Object.entries(node).map(([key, part]) => [key, bind(part, values, missing)]));
}

function valueAt(path: string, values: Readonly<Record<string, unknown>>, missing: string[]): unknown {
  const [head = '', ...rest] = path.split('.');
  let value: unknown = values[head];
  for (const part of rest)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : null;
  const picked = typeof value === 'object' ? pickedOf(value) : null;
  const plain = picked ? picked.id : value;
  if (plain === null || plain === undefined || plain === '') missing.push(head);
  return plain;
}
