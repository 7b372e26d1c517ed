import type { Field } from './documents/field.js';
import type { Form } from './documents/form.js';
import type { Column } from './field-types/field-type.js';
import { fieldTypeOf } from './field-types/registry.js';
import { indexesOf } from './storage-indexes.js';

export interface StoredColumn extends Column {
  name: string;
  unique: boolean;
}
export interface StoredTable {
  name: string;
  columns: StoredColumn[];
}
/** What a form keeps in the database: its own table, a child table per sub-table, indexes it is known to need. */
export interface Storage {
  form: string;
  table: StoredTable;
  children: StoredTable[];
  indexes: StoredIndex[];
}
/** `method` follows from the column: lists are searched by containment. */
export interface StoredIndex {
  column: string;
  method: 'btree' | 'gin';
}

export function childTable(form: string, field: string): string {
  return `${form}__${field}`;
}

function columnsOf(fields: readonly Field[]): StoredColumn[] {
  return fields.flatMap((field) => {
    const type = fieldTypeOf(field);
    const column = type.column(field);
    return column
      ? [{ ...column, name: field.id, unique: field.unique === true || type.unique === true }]
      : [];
  });
}

/** The storage that a form version needs. */
export function storageOf(form: Form): Storage {
  const columns = columnsOf(form.fields);
  return {
    form: form.id,
    table: { name: form.id, columns },
    children: form.fields.flatMap((field) =>
      field.fields ? [{ name: childTable(form.id, field.id), columns: columnsOf(field.fields) }] : [],
    ),
    indexes: indexesOf(form, columns),
  };
}
