import type { RecordData } from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import type { ListColumn } from './list-column.js';

type Localize = (text: Text | undefined) => string;

const padding = 24;
/** Room for the arrows beside the words of a head. */
const arrows = 30;
const dot = 14;
const least = 76;
const most = 380;
/** What a column of words keeps when there is not room for all. */
const kept = 132;
/** So many of a hundred values are seen whole; one long straggler does not widen its column. */
const seen = 0.92;

/** How wide words stand in a table, about: an ideograph is as wide as it is high. */
export function wordsWidth(words: string): number {
  let width = 0;
  for (const sign of words) width += (sign.codePointAt(0) ?? 0) > 0x2e7f ? 13.2 : 7.5;
  return Math.ceil(width);
}

/** The words of a value as it is shown, whatever its type. */
function wordsOf(value: unknown, column: ListColumn, text: Localize): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, column, text)).join('、');
  if (typeof value !== 'object') {
    const option = column.field.options?.find(({ id }) => id === value);
    return option ? text(option.label) : String(value);
  }
  const { title, name } = value as Record<string, unknown>;
  if (typeof title === 'string' || typeof name === 'string') return String(title ?? name);
  return Object.values(value)
    .filter((part) => typeof part === 'string' && !/^[-\d.]+$/.test(part))
    .join(' ');
}

const code = /^[A-Za-z\d][A-Za-z\d._/-]*\d[A-Za-z\d._/-]*$/;
const longestCode = 24;

/** Whether a column holds numbers and codes, of which a part says nothing. */
function holdsCodes(column: ListColumn, records: readonly RecordData[], text: Localize): boolean {
  const words = records.map((record) => wordsOf(record[column.path], column, text)).filter(Boolean);
  return words.length > 0 && words.every((one) => one.length <= longestCode && code.test(one));
}

function neededBy(column: ListColumn, records: readonly RecordData[], text: Localize): number {
  const head = wordsWidth(text(column.label)) + padding + arrows;
  if (!column.isElastic) return Math.max(column.width, head);
  const { options } = column.field;
  const isWhole = options !== undefined || holdsCodes(column, records, text);
  const hasDots = options?.some(({ color }) => color !== undefined);
  const widths = records
    .map((record) => wordsWidth(wordsOf(record[column.path], column, text)))
    .filter((width) => width > 0)
    .sort((a, b) => a - b);
  const usual = widths[Math.floor((widths.length - 1) * (isWhole ? 1 : seen))] ?? column.width - padding;
  return Math.max(head, usual + padding + (hasDots ? dot : 0));
}

/**
 * The width of each column in pixels: what its words need, no more than fits into `room`. Where there is not room
 * for all, the widest columns of words give way first, codes never; below what they must keep, the table scrolls.
 */
export function columnWidths(
  columns: readonly ListColumn[],
  records: readonly RecordData[],
  room: number,
  text: Localize,
): number[] {
  const needed = columns.map((column) => neededBy(column, records, text));
  const widths = needed.map((width, at) =>
    columns[at]?.isElastic ? Math.min(most, Math.max(least, width)) : width,
  );
  const spare = room - widths.reduce((sum, width) => sum + width, 0);
  if (spare >= 0) return given(widths, needed, spare);
  const gives = columns.map((column) => column.isElastic && !holdsCodes(column, records, text));
  return taken(widths, gives, -spare);
}

/** What is left goes to the columns that are still cut. */
function given(widths: number[], needed: number[], spare: number): number[] {
  const lacking = needed.map((need, at) => Math.max(0, need - (widths[at] ?? 0)));
  const all = lacking.reduce((sum, one) => sum + one, 0);
  const share = Math.min(1, spare / Math.max(1, all));
  return widths.map((width, at) => Math.floor(width + (lacking[at] ?? 0) * share));
}

function taken(widths: number[], gives: readonly boolean[], short: number): number[] {
  const giving = widths.map((width, at) => (gives[at] ? Math.max(0, width - kept) : 0));
  const all = giving.reduce((sum, one) => sum + one, 0);
  const share = Math.min(1, short / Math.max(1, all));
  return widths.map((width, at) => Math.floor(width - (giving[at] ?? 0) * share));
}
