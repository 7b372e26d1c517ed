import type { SqlField } from './sql-field.js';
import { type Type, type Types } from './types.js';

/** What a path stands for while an expression is checked. */
export interface Found {
  readonly type: Type;
  readonly field?: SqlField;
}

/** The names that an expression may use: the record's, or those of a row or item. */
export interface Names {
  readonly source: 'record' | 'item';
  find(path: string): Found | null;
  known(): Iterable<string>;
}

/** Names from a table of types. */
export function namesOfTypes(types: Types, source: Names['source'] = 'record'): Names {
  return {
    source,
    find: (path) => (Object.hasOwn(types, path) ? { type: types[path]! } : null),
    known: () => Object.keys(types),
  };
}

/** Names from a function that knows the columns. */
export function namesOfFields(
  resolve: (path: string) => SqlField | null,
  source: Names['source'] = 'record',
): Names {
  const find = (path: string): Found | null => {
    const field = resolve(path);
    return field && { type: field.type, field };
  };
  return { source, find, known: () => [] };
}

/** The names inside the items of a list (the empty path is the item) or the rows of a sub-table. */
export function namesOfItems(type: Type, field: SqlField | undefined): Names | null {
  if (type.kind === 'list') return namesOfTypes({ '': type.of }, 'item');
  if (type.kind !== 'rows') return null;
  const rows = field?.rows;
  return rows
    ? namesOfFields((path) => rows.resolveMember(path), 'item')
    : namesOfTypes(type.members, 'item');
}
