import type { ReportColumn } from '@fieldwork/api-contract';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.js';
import styles from '../dashboard/dashboard.module.css';
import { dashboardWords } from '../dashboard/dashboard-words.js';
import { changeOf, dimensionText, figureName, figureText, numberOf } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';

/** The rows of a report: its own kind of chart, and the other way to read every other one. */
export function ReportTable({ data, onMark }: ReportViewProps) {
  const t = useWords(dashboardWords);
  const firstFigure = data.columns.findIndex(({ role }) => role !== 'dimension');
  const cellOf = (row: readonly unknown[], column: ReportColumn, index: number) =>
    column.role === 'dimension' ? dimensionText(row[index], column) : figureText(row[index], column);
  const total = data.totals.find(({ by }) => by.length === 0);
  const press = (index: number, row: number, isTotal: boolean, content: ReactNode) =>
    onMark ? (
      <button
        type="button"
        className={styles.rowButton}
        title={index < firstFigure ? undefined : t('records')}
        onClick={({ clientX: x, clientY: y }) =>
          onMark({
            row,
            measure: Math.max(0, index - firstFigure),
            isTotal,
            isFigure: index >= firstFigure,
            at: { x, y },
          })
        }
      >
        {content}
      </button>
    ) : (
      content
    );
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {data.columns.map((column) => (
            <th key={column.id} data-numeric={column.role !== 'dimension' || undefined}>
              {figureName(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row, rowIndex) => (
          <tr key={data.columns.map((column, index) => cellOf(row, column, index)).join('|')}>
            {data.columns.map((column, index) => (
              <td key={column.id} className="figures" data-numeric={column.role !== 'dimension' || undefined}>
                {index === 0 || column.role !== 'dimension'
                  ? press(index, rowIndex, false, cellOf(row, column, index))
                  : cellOf(row, column, index)}
                {column.role === 'comparison' && (
                  <Difference row={row} column={column} columns={data.columns} index={index} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            {data.columns.map((column, index) => (
              <td key={column.id} className="figures" data-numeric={column.role !== 'dimension' || undefined}>
                {column.role === 'dimension'
                  ? index === 0 && t('total')
                  : press(index, data.totals.indexOf(total), true, figureText(total.row[index], column))}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** How the figure changed since, beside what it was. */
function Difference({
  row,
  column,
  columns,
  index,
}: {
  row: readonly unknown[];
  column: ReportColumn;
  columns: readonly ReportColumn[];
  index: number;
}) {
  const now = columns.findIndex(({ id }) => id === column.of);
  const change = changeOf(row[now], row[index]);
  const by = (numberOf(row[now]) ?? 0) - (numberOf(row[index]) ?? 0);
  if (change === null) return null;
  const sign = by > 0 ? '+' : by < 0 ? '−' : '';
  return (
    <span className="muted">
      {' '}
      {sign}
      {figureText(Math.abs(by), column)} ({sign}
      {figureText(Math.abs(change), { format: 'percent' })})
    </span>
  );
}
