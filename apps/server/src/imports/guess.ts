import { type Field, type FieldTypeName, fieldTypeOf } from '@fieldwork/metadata';
import { type DateOrder, orderOf, readMoment } from './moments.js';

const empties = new Set(['?', '-', '--', '—', 'na', 'n/a', 'null', 'none', 'nil', '无', '空', '#n/a', 'nan']);
const MOST_OPTIONS = 50;
/** In fewer rows repetition says nothing. */
const LEAST_ROWS = 10;

export interface Guess {
  type: FieldTypeName;
  dateOrder: DateOrder | null;
  /** Words of this column that stand for nothing. */
  emptyWords: string[];
  distinct: number;
  isUnique: boolean;
  samples: string[];
  /** For a choice: its values, most frequent first. */
  values: string[];
}

function reads(type: FieldTypeName, value: string): boolean {
  const field = { id: 'x', label: 'x', type } as Field;
  const definition = fieldTypeOf(field);
  const read = definition.fromText?.(value, field);
  return read !== undefined && 'value' in definition.parse(read, field);
}

function isPlainNumber(value: string): boolean {
  // A leading zero is a code (004, 010-88), not a quantity.
  return reads('number', value) && !/^[-+]?0\d/.test(value);
}

/** What a column most probably holds, from its cells; a type is taken only when every cell can be read as it. */
export function guessColumn(cells: readonly string[]): Guess {
  const trimmed = cells.map((cell) => cell.trim());
  const emptyWords = [...new Set(trimmed.filter((cell) => empties.has(cell.toLowerCase())))];
  const values = trimmed.filter((cell) => cell !== '' && !emptyWords.includes(cell));
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const distinct = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  const order = values.length > 0 ? orderOf(distinct) : null;
  return {
    type: typeOf(values, distinct, order),
    dateOrder: order,
    emptyWords,
    distinct: distinct.length,
    isUnique: distinct.length === cells.length && cells.length > 1,
    samples: distinct.slice(0, 5),
    values: distinct,
  };
}

function typeOf(
  values: readonly string[],
  distinct: readonly string[],
  order: DateOrder | null,
): FieldTypeName {
  if (values.length === 0) return 'text';
  if (order) return distinct.some((value) => readMoment(value, order)?.time) ? 'datetime' : 'date';
  const every = (type: FieldTypeName) => distinct.every((value) => reads(type, value));
  const isWords = distinct.every((value) => /^(true|false|yes|no|是|否)$/i.test(value));
  if (isWords && distinct.length <= 2) return 'yes_no';
  if (distinct.every((value) => /^1[3-9]\d{9}$/.test(value))) return 'phone';
  if (distinct.every(isPlainNumber)) return 'number';
  if (every('email')) return 'email';
  if (distinct.every((value) => /^https?:\/\//i.test(value)) && every('url')) return 'url';
  if (distinct.every((value) => /^(\+?\d[\d -]{9,16}|1\d{10})$/.test(value)) && every('phone'))
    return 'phone';
  if (distinct.every((value) => /^\d{1,2}:\d{2}(:\d{2})?$/.test(value)) && every('time')) return 'time';
  const longest = Math.max(...distinct.map((value) => value.length));
  const isFew =
    values.length >= LEAST_ROWS &&
    distinct.length <= MOST_OPTIONS &&
    distinct.length <= Math.max(2, values.length * 0.05);
  if (isFew && longest <= 60) return 'choice';
  return longest > 200 || distinct.some((value) => value.includes('\n')) ? 'long_text' : 'text';
}
