import type { ReportColumn, ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import { dimensionText, numberOf } from './figures.js';

export interface SeriesPoint {
  value: number | null;
  /** The row of the report behind it, for its records. */
  row: number;
  /** Which of the report's figures it is. */
  measure: number;
}
export interface Series {
  name: string;
  column: ReportColumn;
  color: string | undefined;
  /** The series of which this one is the past. */
  past: number | null;
  points: SeriesPoint[];
}
/** A report as a chart takes it: names along one axis, and figures for each. */
export interface ChartData {
  categories: string[];
  categoryColors: (string | undefined)[];
  series: Series[];
  /** The figure of the series when a second dimension splits it. */
  split: ReportColumn | null;
}

/** One series per figure; with a second dimension and one figure, one series per value of that dimension. */
export function chartDataOf(
  report: Pick<Report, 'dimensions'>,
  data: ReportData,
  nameOf: (column: ReportColumn) => string,
): ChartData {
  const columns = data.columns.map((column, index) => ({ column, index }));
  const dimensions = columns.filter(({ column }) => column.role === 'dimension');
  const figures = columns.filter(({ column }) => column.role !== 'dimension');
  const now = figures.filter(({ column }) => column.role === 'measure');
  const [first, second] = dimensions;
  const textAt = (row: unknown[], at: { column: ReportColumn; index: number }) =>
    dimensionText(row[at.index], at.column);
  const colorAt = (row: unknown[] | undefined, at: { column: ReportColumn; index: number }) =>
    at.column.options?.find(({ id }) => id === row?.[at.index])?.color;
  const categories = first ? [...new Set(data.rows.map((row) => textAt(row, first)))] : [''];
  const indexOf = new Map(categories.map((name, index) => [name, index]));
  const rowOf = (name: string) => data.rows.find((row) => first && textAt(row, first) === name);
  const categoryColors = categories.map((name) => (first ? colorAt(rowOf(name), first) : undefined));
  const empty = (): SeriesPoint[] => categories.map(() => ({ value: null, row: -1, measure: 0 }));
  const series = new Map<string, Series>();
  const [only] = now;
  const isSplit =
    second !== undefined && only !== undefined && now.length === 1 && report.dimensions.length > 1;
  data.rows.forEach((row, rowIndex) => {
    const at = first ? (indexOf.get(textAt(row, first)) ?? 0) : 0;
    for (const figure of isSplit ? [only] : figures) {
      const name = isSplit ? textAt(row, second) : nameOf(figure.column);
      const past = now.findIndex(({ column }) => column.id === figure.column.of);
      const known = series.get(name) ?? {
        name,
        column: figure.column,
        color: isSplit ? colorAt(row, second) : undefined,
        past: past < 0 ? null : past,
        points: empty(),
      };
      known.points[at] = {
        value: numberOf(row[figure.index]),
        row: rowIndex,
        measure: figures.indexOf(figure),
      };
      series.set(name, known);
    }
  });
  return { categories, categoryColors, series: [...series.values()], split: isSplit ? only.column : null };
}
