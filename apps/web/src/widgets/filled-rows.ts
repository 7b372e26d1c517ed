import type { RecordData } from '@fieldwork/api-contract';
import { idOf, type RowFill } from '@fieldwork/metadata';
import type { Row } from './rows.js';
import { isEmptyValue } from './widget-lookup.js';

export interface Filled {
  rows: Row[];
  added: number;
  /** Records for which there was no room. */
  left: number;
}

/**
 * The rows with one for each record: those that are there already, by the key, get the filled columns anew and keep
 * what was typed in the others; rows in which nothing was typed give way. `title`: the field that names a record.
 */
export function filledRows(
  { columns, key }: RowFill,
  title: string | undefined,
  before: readonly Row[],
  records: readonly RecordData[],
  most: number,
  newId: () => string,
): Filled {
  const valuesOf = (record: RecordData) =>
    Object.fromEntries(
      columns.map(({ field, from }) => [
        field,
        from === 'id' ? itself(record, title) : (record[from] ?? null),
      ]),
    );
  const keyOf = (row: Row) => JSON.stringify(key.map((column) => idOf(row[column]) ?? row[column] ?? null));
  const found = new Map(records.map(valuesOf).map((values) => [keyOf(values), values]));
  const kept = before
    .filter((row) => Object.entries(row).some(([id, value]) => id !== 'id' && !isEmptyValue(value)))
    .map((row) => ({ ...row, ...found.get(keyOf(row)) }));
  const known = new Set(kept.map(keyOf));
  const fresh = [...found].flatMap(([own, values]) => (known.has(own) ? [] : [values]));
  const added = fresh.slice(0, Math.max(0, most - kept.length));
  return {
    rows: [...kept, ...added.map((values) => ({ id: newId(), ...values }))],
    added: added.length,
    left: fresh.length - added.length,
  };
}

/** The record as a reference to it. */
function itself(record: RecordData, title: string | undefined) {
  return { ...record, title: title === undefined ? null : (record[title] ?? null) };
}
