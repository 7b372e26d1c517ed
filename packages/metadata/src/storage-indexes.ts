import { variables } from '@fieldwork/expression';
import type { Form } from './documents/form.js';
import { fieldTypeOf } from './field-types/registry.js';
import type { StoredColumn, StoredIndex } from './storage.js';

const systemIndexed: ReadonlySet<string> = new Set(['owner', 'department', 'created_by']);

/**
 * Columns that are surely filtered or sorted by: references (their lists stand on the other record's page),
 * choices (the filter line offers them), dates, titles, and all that a view names.
 * What people filter by besides is found at run time by the server.
 */
export function indexesOf(form: Form, columns: readonly StoredColumn[]): StoredIndex[] {
  const named = new Set<string>(form.status === undefined ? [] : [form.status]);
  for (const view of form.views ?? []) {
    for (const path of variables((view.filter ?? true) as never)) named.add(path.split('.')[0] ?? path);
    for (const { field } of view.sort ?? []) named.add(field);
  }
  const byType = new Set(form.fields.filter((field) => fieldTypeOf(field).indexed).map((field) => field.id));
  const wanted = columns.filter(
    (column) =>
      !column.unique && column.type !== 'jsonb' && (named.has(column.name) || byType.has(column.name)),
  );
  return [
    ...wanted.map(({ name, type }) => indexOf(name, type)),
    ...[...named].filter((path) => systemIndexed.has(path)).map((name) => indexOf(name, 'uuid')),
  ];
}

function indexOf(column: string, type: StoredColumn['type']): StoredIndex {
  return { column, method: type === 'text[]' || type === 'uuid[]' ? 'gin' : 'btree' };
}
