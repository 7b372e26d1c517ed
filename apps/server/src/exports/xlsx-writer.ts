import type { SheetCell, SheetColumn, SheetRows } from './sheet-cell.js';
import { writeZip } from './zip-writer.js';

const namespace = 'http://schemas.openxmlformats.org';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const chunkCharacters = 64_000;
/** A spreadsheet keeps no more digits of a number, and no more characters in a cell, nor rows in a sheet. */
const mostDigits = 15;
const mostCharacters = 32_767;
export const mostSheetRows = 1_048_575;

/** A workbook of one sheet (ECMA-376), written as its rows are read. Texts are never formulas. */
export function writeXlsx(
  title: string,
  columns: readonly SheetColumn[],
  rows: SheetRows,
): AsyncGenerator<Buffer> {
  const part = (name: string, body: string) => ({ name, content: once(`${declaration}${body}`) });
  return writeZip([
    part('[Content_Types].xml', contentTypes),
    part('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets><sheet name="${escaped(sheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ),
    part('xl/styles.xml', styles),
    { name: 'xl/worksheets/sheet1.xml', content: sheet(columns, rows) },
  ]);
}

const contentTypes = `<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`;

/** Cell styles by number: 0 plain, 1 heading, 2 date, 3 moment. */
const styles = `<styleSheet xmlns="${namespace}/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const written = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${namespace}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${namespace}/package/2006/relationships">${written.join('')}</Relationships>`;
}

async function* once(content: string): AsyncGenerator<Buffer> {
  yield Buffer.from(content);
}

async function* sheet(columns: readonly SheetColumn[], rows: SheetRows): AsyncGenerator<Buffer> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const names = columns.map((_, index) => columnName(index));
  const heading = columns.map(({ label }, index) => textCell(label, 1, `${names[index]}1`));
  let number = 1;
  let kept = `${declaration}<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${heading.join('')}</row>`;
  for await (const row of rows) {
    number += 1;
    if (number > mostSheetRows) throw new Error('More rows than a sheet holds: export as CSV');
    kept += `<row r="${number}">${row.map((cell, index) => cellXml(cell, `${names[index]}${number}`)).join('')}</row>`;
    if (kept.length < chunkCharacters) continue;
    yield Buffer.from(kept);
    kept = '';
  }
  yield Buffer.from(`${kept}</sheetData></worksheet>`);
}

/** `A` … `Z`, `AA` … */
function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function cellXml(cell: SheetCell, place: string): string {
  if (cell === null) return '';
  const { kind, value } = cell;
  if (kind === 'text') return textCell(value, 0, place);
  if (kind === 'number')
    return value.replaceAll(/[^\d]/g, '').length > mostDigits
      ? textCell(value, 0, place)
      : `<c r="${place}"><v>${value}</v></c>`;
  const serial = serialOf(value);
  return serial === null
    ? textCell(value, 0, place)
    : `<c r="${place}" s="${kind === 'date' ? 2 : 3}"><v>${serial}</v></c>`;
}

function textCell(value: string, style: number, place: string): string {
  const cut = value.slice(0, mostCharacters);
  return `<c r="${place}" t="inlineStr"${style > 0 ? ` s="${style}"` : ''}><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`;
}

const firstDay = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;
/** Before, spreadsheets count a 29th of February 1900 that never was. */
const firstSafe = 61;

/** Days since the end of 1899, as spreadsheets count; null where they cannot. */
function serialOf(value: string): string | null {
  const at = Date.parse(`${value.length === 10 ? `${value}T00:00:00` : value}Z`);
  const days = (at - firstDay) / dayMs;
  return Number.isFinite(days) && days >= firstSafe ? String(Math.round(days * 1e8) / 1e8) : null;
}

function sheetName(title: string): string {
  return (
    title
      .replaceAll(/[[\]:*?/\\']/g, ' ')
      .slice(0, 31)
      .trim() || 'Sheet1'
  );
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(value: string): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll(/[\ud800-\udfff]/gu, '\ufffd')
      .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? '')
  );
}
