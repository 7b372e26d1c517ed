import { overItems } from './expression-print.js';
import type { Names } from './field-names.js';

/** A column of a sub-table, picked for a formula. */
export interface PickedColumn {
  row: string;
  column: string;
}

/**
 * What is written where the caret stands when a column is picked. Columns are known only to what goes over the rows, so
 * `sum(|)` becomes `sum([Stops], [Km])`, and outside of such a function a number is summed.
 */
export function columnWords(before: string, { row, column }: PickedColumn, names: Names): string {
  const rows = `[${names.words.get(row) ?? row}]`;
  const inner = names.rows.get(row);
  const own = `[${inner?.words.get(column) ?? column}]`;
  const call = openCall(before);
  if (call && overItems.has(call.name)) {
    if (call.args.length > 1) return own;
    const first = call.args[0]?.trim() ?? '';
    if (first === '') return `${rows}, ${own}`;
    return first === rows ? `, ${own}` : own;
  }
  // Deeper in what goes over the rows, `sum([Stops], round(|`: the columns are known there.
  if (openCalls(before).some(({ name, args }) => overItems.has(name) && args.length > 1)) return own;
  return inner?.types[column]?.kind === 'number' ? `sum(${rows}, ${own})` : own;
}

interface Call {
  name: string;
  args: string[];
}

const openCall = (text: string): Call | undefined => openCalls(text).at(-1);

/** The calls that are begun and not ended, outermost first, each with its arguments so far. */
function openCalls(text: string): Call[] {
  const open: Call[] = [];
  const parts = text.match(/"(?:[^"\\]|\\.)*"?|\[[^\]]*\]?|[A-Za-z_]\w*|[\s\S]/g) ?? [];
  let word = '';
  for (const part of parts) {
    if (part === '(' || part === '（') open.push({ name: word, args: [''] });
    else if (part === ')' || part === '）') open.pop();
    const call = open.at(-1);
    if (call && (part === ',' || part === '，')) call.args.push('');
    else if (call && part !== '(' && part !== '（') call.args.push((call.args.pop() ?? '') + part);
    word = /^\s+$/.test(part) ? word : part;
  }
  return open;
}
