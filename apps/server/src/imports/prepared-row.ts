import { type Form, fieldOf, type Issue, localize } from '@fieldwork/metadata';
import type { ImportError } from './import.store.js';
import type { RowReader } from './row-reader.js';

/** A row of a sheet on its way to a record; with reasons it does not get there. */
export interface Prepared {
  number: number;
  cells: readonly string[];
  values: Record<string, unknown>;
  reasons: ImportError['reasons'];
}
export function prepare(reader: RowReader, cells: readonly string[], number: number): Prepared {
  const values: Record<string, unknown> = {};
  const reasons: Prepared['reasons'] = [];
  for (const reading of reader.readings) {
    const { field } = reading;
    if (field.form !== undefined) continue;
    const cell = reader.read(reading, cells);
    if ('value' in cell) values[field.id] = cell.value;
    else
      reasons.push({
        column: localize(field.label, 'zh-CN'),
        value: reader.textOf(reading, cells) ?? '',
        reason: cell.issue,
      });
  }
  return { number, cells, values: withoutEmpty(values), reasons };
}

/** An empty cell leaves the field to its default. */
function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** What the form says against a row, cell by cell. */
export function withIssues(row: Prepared, issues: readonly Issue[], form: Form): Prepared {
  const reasons = issues.map(({ path, message }) => {
    const id = String(path[0] ?? '');
    const field = fieldOf(form, id);
    const value = row.values[id];
    return {
      column: field ? localize(field.label, 'zh-CN') : id,
      value: value === undefined || value === null ? '' : String(value),
      reason: message,
    };
  });
  return { ...row, reasons };
}

export function errorOf(row: Prepared): ImportError {
  return { rowNumber: row.number, cells: [...row.cells], reasons: row.reasons };
}

/** A text that should name one record and names none, or several. */
export function notOne(column: string, text: string): Prepared['reasons'][number] {
  return {
    column,
    value: text,
    reason: {
      'zh-CN': `没有找到「${text}」，或不止一条`,
      en: `“${text}” was not found, or more than once`,
    },
  };
}
