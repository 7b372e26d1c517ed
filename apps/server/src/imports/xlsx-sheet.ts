import { stat } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { SheetError, type SheetHead, type SheetOptions, type SheetRow } from './sheet.js';
import { guardWorkbook } from './xlsx-guard.js';

/** Reads one sheet of a workbook row by row. */
export async function* readXlsx(
  options: SheetOptions,
  onHead: (head: SheetHead) => void,
): AsyncGenerator<SheetRow> {
  await guardWorkbook(options.path, (await stat(options.path)).size);
  const sheets: string[] = [];
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(options.path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    entries: 'ignore',
  });
  let isRead = false;
  for await (const worksheet of workbook) {
    const name = (worksheet as unknown as { name?: string }).name ?? `Sheet${sheets.length + 1}`;
    sheets.push(name);
    const isWanted = !isRead && (options.sheet === undefined || options.sheet === name);
    if (!isWanted) {
      for await (const _row of worksheet) break;
      continue;
    }
    isRead = true;
    let number = -1;
    let width = 0;
    for await (const row of worksheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      const cells = Array.from(values, cellText);
      if (cells.every((cell) => cell === '')) continue;
      if (number === -1) {
        width = cells.length;
        onHead({ sheets, encoding: null, headers: cells });
      } else
        yield { number, cells: [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')] };
      number++;
    }
  }
  if (!isRead) throw new SheetError('没有这个工作表', 'There is no such sheet');
}

/** A cell as text: dates as ISO local time, formulas by their result, errors as nothing. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object') return String(value);
  const cell = value as { result?: unknown; text?: unknown; richText?: { text: string }[]; error?: unknown };
  if (cell.error !== undefined) return '';
  if (cell.richText) return cell.richText.map((part) => part.text).join('');
  if (cell.result !== undefined) return cellText(cell.result);
  return cell.text === undefined ? '' : cellText(cell.text);
}

/** A workbook's dates have no zone: what stands in the cell is what is meant. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** 0.1 + 0.2 in a cell means 0.3: fifteen digits are what a workbook keeps. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(15).replace(/\.?0+$/, '') : text;
}
