import type { ReportColumn } from '@fieldwork/api-contract';
import { useMemo } from 'react';
import { useWords } from '../../words/words.js';
import styles from '../dashboard/dashboard.module.css';
import { dashboardWords } from '../dashboard/dashboard-words.js';
import { figureName, figureText } from './figures.js';
import { flattened, type PivotNode, pivotOf } from './pivot.js';
import type { ReportViewProps } from './report-view-props.js';

const indent = 16;

/** Rows × columns with the sums of both sides; each figure opens its records. */
export function PivotTable({ report, data, onMark }: ReportViewProps) {
  const t = useWords(dashboardWords);
  const columns = report.chart.columns ?? [];
  const pivot = useMemo(() => pivotOf(data, columns), [data, columns]);
  const firstFigure = data.columns.findIndex(({ role }) => role !== 'dimension');
  const figures = data.columns.slice(firstFigure);
  const tops: (PivotNode | null)[] = [...topsOf(pivot.across), null];
  const lines: (PivotNode | null)[] = [...flattened(pivot.down), null];
  const head = data.columns
    .filter(({ role, id }) => role === 'dimension' && !columns.includes(id))
    .map((column) => figureName(column))
    .join(' / ');
  const showsFigures = figures.length > 1 || pivot.across.length === 0;
  const cellOf = (line: PivotNode | null, top: PivotNode | null, figure: ReportColumn, index: number) => {
    const cell = pivot.cell(line, top);
    const value = cell?.values[firstFigure + index];
    const written = cell ? figureText(value, figure) : '';
    if (!cell || !onMark || value === null) return written;
    return (
      <button
        type="button"
        className={styles.rowButton}
        title={t('records')}
        onClick={() => onMark({ row: cell.index, measure: index, isTotal: cell.isTotal, isFigure: true })}
      >
        {written}
      </button>
    );
  };
  return (
    <table className={styles.table} data-pivot="true">
      <thead>
        {pivot.across.length > 0 && (
          <tr>
            <th rowSpan={showsFigures ? 2 : 1}>{head}</th>
            {tops.map((top) => (
              <th
                key={top?.key ?? ''}
                colSpan={figures.length}
                data-numeric="true"
                data-sum={isSum(top) || undefined}
              >
                {top === null ? t('total') : nameOf(top, pivot.across)}
              </th>
            ))}
          </tr>
        )}
        {showsFigures && (
          <tr>
            {pivot.across.length === 0 && <th>{head}</th>}
            {tops.flatMap((top) =>
              figures.map((figure) => (
                <th key={`${top?.key ?? ''} ${figure.id}`} data-numeric="true">
                  {figureName(figure)}
                </th>
              )),
            )}
          </tr>
        )}
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line?.key ?? ''} data-sum={isSum(line) || undefined}>
            <th scope="row" style={{ paddingInlineStart: 8 + (line?.depth ?? 0) * indent }}>
              {line?.text ?? t('total')}
            </th>
            {tops.flatMap((top) =>
              figures.map((figure, index) => (
                <td
                  key={`${top?.key ?? ''} ${figure.id}`}
                  className="figures"
                  data-numeric="true"
                  data-sum={isSum(top) || undefined}
                >
                  {cellOf(line, top, figure, index)}
                </td>
              )),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isSum(node: PivotNode | null): boolean {
  return node === null || node.children.length > 0;
}

/** Across, the parts come first and their sum after them. */
function topsOf(nodes: readonly PivotNode[]): PivotNode[] {
  return nodes.flatMap((node) => [...topsOf(node.children), node]);
}

function nameOf(node: PivotNode, all: readonly PivotNode[]): string {
  const parent = all.find(({ children }) => children.includes(node));
  return parent ? `${parent.text} · ${node.text}` : node.text;
}
