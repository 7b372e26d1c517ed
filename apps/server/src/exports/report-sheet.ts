import type { ReportColumn, ReportData } from '@fieldwork/api-contract';
import { type Locale, localize } from '@fieldwork/metadata';
import { type SheetCell, type SheetColumn, text } from './sheet-cell.js';

const times = {
  previous_period: { 'zh-CN': '上期同长', en: 'period before' },
  last_year: { 'zh-CN': '去年同期', en: 'year before' },
} as const;
const total = { 'zh-CN': '合计', en: 'Total' };
const width = 18;

/** A report as a sheet: its rows, then its sums. */
export function reportSheet(
  data: ReportData,
  locale: Locale,
): { columns: SheetColumn[]; rows: () => AsyncGenerator<SheetCell[]>; count: number } {
  const label = (column: ReportColumn) => {
    const name = localize(column.label, locale);
    return column.comparison ? `${name} (${localize(times[column.comparison], locale)})` : name;
  };
  const cells = (row: readonly unknown[], by: readonly string[] | null): SheetCell[] =>
    data.columns.map((column, index) => {
      if (column.role !== 'dimension')
        return row[index] == null ? null : { kind: 'number', value: String(row[index]) };
      if (by && !by.includes(column.id)) return text(localize(total, locale));
      return text(valueText(row[index], column, locale));
    });
  return {
    columns: data.columns.map((column) => ({ label: label(column), width })),
    count: data.rows.length,
    async *rows() {
      for (const row of data.rows) yield cells(row, null);
      for (const { by, row } of data.totals) yield cells(row, by);
    },
  };
}

function valueText(value: unknown, column: ReportColumn, locale: Locale): string {
  if (value === null || value === undefined) return '';
  if (column.kind === 'reference') return (value as { title?: string | null }).title ?? '';
  if (column.kind === 'boolean')
    return localize(value === true ? { 'zh-CN': '是', en: 'Yes' } : { 'zh-CN': '否', en: 'No' }, locale);
  return localize(column.options?.find(({ id }) => id === value)?.label, locale) || String(value);
}
