import type { ColumnType } from './field-types/field-type.js';
import type { Storage, StoredColumn, StoredIndex, StoredTable } from './storage.js';

/** One step from one storage to another, as data; the server turns it into DDL. */
export type StorageChange =
  | { change: 'create_table'; table: string; columns: StoredColumn[]; parent: string | null }
  | { change: 'drop_table'; table: string }
  | { change: 'add_column'; table: string; column: StoredColumn }
  | { change: 'drop_column'; table: string; column: string }
  | { change: 'change_type'; table: string; column: StoredColumn; from: ColumnType }
  | { change: 'change_target'; table: string; column: StoredColumn }
  | { change: 'add_unique'; table: string; column: string }
  | { change: 'drop_unique'; table: string; column: string }
  | { change: 'add_index'; table: string; index: StoredIndex };

/** Steps that lose data: they are taken only when a person has said so. */
export function isDestructive(change: StorageChange): boolean {
  return ['drop_table', 'drop_column', 'change_target'].includes(change.change) || losesValues(change);
}

/** Every value has a text; between other types values are not carried over. */
function losesValues(change: StorageChange): boolean {
  return change.change === 'change_type' && change.column.type !== 'text';
}

/** Names one step, so that a person can agree to it: `drop_column:work_order.note`. */
export function changeKey(change: StorageChange): string {
  const column =
    'column' in change ? (typeof change.column === 'string' ? change.column : change.column.name) : undefined;
  return column === undefined
    ? `${change.change}:${change.table}`
    : `${change.change}:${change.table}.${column}`;
}

/** The steps from `before` (null: nothing yet) to `after`. Indexes no longer named are left: they look after themselves. */
export function diffStorage(before: Storage | null, after: Storage): StorageChange[] {
  const changes: StorageChange[] = [...diffTable(before?.table ?? null, after.table, null)];
  for (const child of after.children) {
    const old = before?.children.find((table) => table.name === child.name) ?? null;
    changes.push(...diffTable(old, child, after.table.name));
  }
  for (const old of before?.children ?? [])
    if (!after.children.some((table) => table.name === old.name))
      changes.push({ change: 'drop_table', table: old.name });
  for (const index of after.indexes)
    if (!before?.indexes.some((old) => old.column === index.column && old.method === index.method))
      changes.push({ change: 'add_index', table: after.table.name, index });
  return changes;
}

function diffTable(before: StoredTable | null, after: StoredTable, parent: string | null): StorageChange[] {
  const table = after.name;
  if (!before) return [{ change: 'create_table', table, columns: after.columns, parent }];
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const kept = new Set(after.columns.map((column) => column.name));
  return [
    ...before.columns
      .filter((column) => !kept.has(column.name))
      .map((column): StorageChange => ({ change: 'drop_column', table, column: column.name })),
    ...after.columns.flatMap((column) => diffColumn(table, old.get(column.name), column)),
  ];
}

function diffColumn(table: string, before: StoredColumn | undefined, after: StoredColumn): StorageChange[] {
  if (!before) return [{ change: 'add_column', table, column: after }];
  const changes: StorageChange[] = [];
  if (before.type !== after.type)
    changes.push({ change: 'change_type', table, column: after, from: before.type });
  else if (JSON.stringify(before.target) !== JSON.stringify(after.target))
    changes.push({ change: 'change_target', table, column: after });
  if (!before.unique && after.unique) changes.push({ change: 'add_unique', table, column: after.name });
  if (before.unique && !after.unique) changes.push({ change: 'drop_unique', table, column: after.name });
  return changes;
}
