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
  points: SeriesPoint[];
}
/** A report as a chart takes it: names along one axis, and figures for each. */
export interface ChartData {
  categories: string[];
  categoryColors: (string | undefined)[];
  series: Series[];
}

/** One series per figure; with a second dimension and one figure, one series per value of that dimension. */
export function chartDataOf(
  report: Pick<Report, 'dimensions'>,
  data: ReportData,
  nameOf: (column: ReportColumn) => string,
): ChartData {
  const dimensions = data.columns.flatMap((column, index) =>
    column.role === 'dimension' ? [{ column, index }] : [],
  );
  const measures = data.columns.flatMap((column, index) =>
    column.role === 'measure' ? [{ column, index }] : [],
  );
  const [first, second] = dimensions;
  const grainOf = (column: ReportColumn) => report.dimensions.find(({ id }) => id === column.id)?.grain;
  const textAt = (row: unknown[], at: { column: ReportColumn; index: number }) =>
    dimensionText(row[at.index], at.column, grainOf(at.column));
  const colorAt = (row: unknown[] | undefined, at: { column: ReportColumn; index: number }) =>
    at.column.options?.find(({ id }) => id === row?.[at.index])?.color;
  const categories = first ? [...new Set(data.rows.map((row) => textAt(row, first)))] : [''];
  const indexOf = new Map(categories.map((name, index) => [name, index]));
  const rowOf = (name: string) => data.rows.find((row) => first && textAt(row, first) === name);
  const categoryColors = categories.map((name) => (first ? colorAt(rowOf(name), first) : undefined));
  const empty = (): SeriesPoint[] => categories.map(() => ({ value: null, row: -1, measure: 0 }));
  const series = new Map<string, Series>();
  const [only] = measures;
  data.rows.forEach((row, rowIndex) => {
    const at = first ? (indexOf.get(textAt(row, first)) ?? 0) : 0;
    const isSplit = second !== undefined && only !== undefined && measures.length === 1;
    for (const measure of isSplit ? [only] : measures) {
      const name = isSplit ? textAt(row, second) : nameOf(measure.column);
      const known = series.get(name) ?? {
        name,
        column: measure.column,
        color: isSplit ? colorAt(row, second) : undefined,
        points: empty(),
      };
      known.points[at] = {
        value: numberOf(row[measure.index]),
        row: rowIndex,
        measure: measures.indexOf(measure),
      };
      series.set(name, known);
    }
  });
  return { categories, categoryColors, series: [...series.values()] };
}
