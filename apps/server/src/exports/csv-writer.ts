import type { SheetCell, SheetColumn, SheetRows } from './sheet-cell.js';

/** A text that a spreadsheet would take for a formula is marked as text; figures are left alone. */
function written(cell: SheetCell): string {
  if (cell === null) return '';
  const { kind, value } = cell;
  const marked = kind === 'text' && /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\n\r']/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}

const line = (cells: readonly SheetCell[]) => `${cells.map(written).join(',')}\r\n`;

const chunkCharacters = 64_000;

/** CSV as spreadsheets read it: UTF-8 with a mark, commas, CRLF. */
export async function* writeCsv(columns: readonly SheetColumn[], rows: SheetRows): AsyncGenerator<Buffer> {
  let kept = `\ufeff${line(columns.map(({ label }) => ({ kind: 'text', value: label })))}`;
  for await (const row of rows) {
    kept += line(row);
    if (kept.length < chunkCharacters) continue;
    yield Buffer.from(kept);
    kept = '';
  }
  yield Buffer.from(kept);
}
