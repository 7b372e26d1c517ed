import type { Type } from '@fieldwork/expression';
import type { Cell, ExpressionJson } from '@fieldwork/metadata';

/** How a column's values are called: option id ↔ name. */
export interface ColumnNames {
  type: Type;
  options: readonly { id: string; name: string }[];
  words: {
    yes: string;
    no: string;
    empty: string;
    not_empty: string;
    not: (values: string) => string;
    comma: string;
  };
}

type Scalar = string | number | boolean;
const separators = /\s*[,，、]\s*/;
const negations = /^(非|不是|not\s|!)\s*/i;
const emptyWords = ['空', 'empty'];
const notEmptyWords = ['非空', '不为空', 'not empty', '!empty'];
const anyWords = ['', '-', '任意', 'any', '*'];

/** A cell as it is written in the grid. */
export function printCell(cell: Cell | undefined, names: ColumnNames): string {
  if (!cell) return '';
  const list = (values: readonly Scalar[]) =>
    values.map((value) => printValue(value, names)).join(names.words.comma);
  switch (cell.is) {
    case 'empty':
      return names.words.empty;
    case 'not_empty':
      return names.words.not_empty;
    case 'in':
      return list(cell.values);
    case 'not_in':
      return names.words.not(list(cell.values));
    case 'between':
      return `${printValue(cell.from, names)}..${printValue(cell.to, names)}`;
    case 'expression':
      return `ƒ ${JSON.stringify(cell.expression)}`;
    default:
      return `${cell.is}${printValue(cell.value, names)}`;
  }
}

/** Reads what was written or pasted; `undefined` takes anything, null cannot be read. */
export function readCell(text: string, names: ColumnNames): Cell | undefined | null {
  const written = text.trim();
  const lower = written.toLowerCase();
  if (anyWords.includes(lower)) return undefined;
  if (emptyWords.includes(lower)) return { is: 'empty' };
  if (notEmptyWords.includes(lower)) return { is: 'not_empty' };
  if (written.startsWith('ƒ')) return readFormula(written.slice(1));
  const order = /^(<=|>=|<|>|≤|≥|＜|＞)\s*(.+)$/.exec(written);
  if (order) {
    const is = ({ '≤': '<=', '≥': '>=', '＜': '<', '＞': '>' }[order[1]!] ?? order[1]) as '<';
    const value = readValue(order[2]!, names);
    return value === null ? null : { is, value };
  }
  const range = /^(.+?)\s*(?:\.\.|～|~)\s*(.+)$/.exec(written);
  if (range) {
    const [from, to] = [readValue(range[1]!, names), readValue(range[2]!, names)];
    return from === null || to === null ? null : { is: 'between', from, to };
  }
  const isNot = negations.test(written);
  const values = written
    .replace(negations, '')
    .split(separators)
    .map((one) => readValue(one, names));
  if (values.some((value) => value === null)) return null;
  return { is: isNot ? 'not_in' : 'in', values: values as Scalar[] };
}

function readFormula(text: string): Cell | null {
  try {
    return { is: 'expression', expression: JSON.parse(text) as ExpressionJson };
  } catch {
    return null;
  }
}

export function printValue(value: unknown, { options, words }: ColumnNames): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'object') return `ƒ ${JSON.stringify(value)}`;
  return options.find(({ id }) => id === value)?.name ?? String(value);
}

/** One value of a column; null when it is none. */
export function readValue(text: string, { type, options }: ColumnNames): Scalar | null {
  const written = text.trim();
  if (written === '') return null;
  switch (type.kind) {
    case 'number':
      return /^-?\d{1,30}(\.\d{1,12})?$/.test(written)
        ? written.length < 15
          ? Number(written)
          : written
        : null;
    case 'boolean':
      if (['是', 'yes', 'true', 'y', '1'].includes(written.toLowerCase())) return true;
      return ['否', 'no', 'false', 'n', '0'].includes(written.toLowerCase()) ? false : null;
    case 'choice':
      return options.find(({ id, name }) => id === written || name === written)?.id ?? null;
    default:
      return written;
  }
}

/** Text copied from a spreadsheet as rows of cells; a cell in quotes may hold tabs and line breaks. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|$)/g;
  for (const [, cell = '', end = ''] of text.matchAll(pattern)) {
    const plain = cell.startsWith('"') && cell.endsWith('"') && cell.length > 1;
    rows.at(-1)!.push(plain ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}
