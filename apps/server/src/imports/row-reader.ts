import type { ImportColumn } from '@fieldwork/api-contract';
import { type Field, type Form, fieldOf, fieldTypeOf, type Issue } from '@fieldwork/metadata';
import { instantOf, readMoment } from './moments.js';

/** What one cell came to: a value, nothing, or why not. */
export type Cell = { value: unknown } | { issue: Issue['message'] };

interface Reading {
  column: ImportColumn;
  field: Field;
  emptyWords: ReadonlySet<string>;
}

function message(zh: string, en: string): Cell {
  return { issue: { 'zh-CN': zh, en } };
}

/** Reads the cells of rows as values of a form's fields. References are looked up by the caller, per batch. */
export class RowReader {
  readonly readings: readonly Reading[];

  constructor(
    form: Form,
    columns: readonly ImportColumn[],
    private readonly timeZone: string,
  ) {
    this.readings = columns.flatMap((column) => {
      const field = fieldOf(form, column.field);
      return field ? [{ column, field, emptyWords: new Set(column.emptyWords ?? []) }] : [];
    });
  }

  /** The text of a cell, or null where it stands for nothing. */
  textOf({ column, emptyWords }: Reading, cells: readonly string[]): string | null {
    const text = (cells[column.column] ?? '').trim();
    return text === '' || emptyWords.has(text) ? null : text;
  }

  read(reading: Reading, cells: readonly string[]): Cell {
    const text = this.textOf(reading, cells);
    if (text === null) return { value: null };
    const { field, column } = reading;
    const definition = fieldTypeOf(field);
    const kind = definition.type(field)?.kind;
    if (kind === 'date' || kind === 'datetime') return this.#moment(text, kind, column.dateOrder ?? 'ymd');
    const value = definition.fromText ? definition.fromText(text, field) : text;
    if (value === undefined) return refusal(field, text);
    const parsed = definition.parse(value, field);
    return 'issue' in parsed ? { issue: parsed.issue.message } : { value: parsed.value };
  }

  #moment(text: string, kind: 'date' | 'datetime', order: NonNullable<ImportColumn['dateOrder']>): Cell {
    const moment = readMoment(text, order) ?? readMoment(text, 'ymd');
    if (!moment) return message(`不是日期：${short(text)}`, `Not a date: ${short(text)}`);
    return { value: kind === 'date' ? moment.day : instantOf(moment, this.timeZone) };
  }
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Why a text means nothing to the field; of options, the nearest ones are named. */
function refusal(field: Field, text: string): Cell {
  if (!field.options) return message(`无法识别：${short(text)}`, `Cannot be read: ${short(text)}`);
  const names = field.options.map((option) =>
    typeof option.label === 'string' ? option.label : (option.label['zh-CN'] ?? option.label.en ?? option.id),
  );
  const near = names.filter((name) => name.includes(text) || text.includes(name)).slice(0, 3);
  const hint = (near.length > 0 ? near : names.slice(0, 5)).join('、');
  return message(
    `没有选项「${short(text)}」，可选：${hint}`,
    `There is no option “${short(text)}”; there are: ${hint}`,
  );
}
