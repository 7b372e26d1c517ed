import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { dimensionText, figureText } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';

/** The rows of a report: its own kind of chart, and the other way to read every other one. */
export function ReportTable({ report, data, onRow }: ReportViewProps) {
  const t = useWords(dashboardWords);
  const text = useText();
  const grainOf = (id: string) => report.dimensions.find((dimension) => dimension.id === id)?.grain;
  const firstFigure = data.columns.findIndex(({ role }) => role === 'measure');
  const cellOf = (row: unknown[], index: number) => {
    const column = data.columns[index];
    if (!column) return '';
    return column.role === 'dimension'
      ? dimensionText(row[index], column, grainOf(column.id))
      : figureText(row[index], column);
  };
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {data.columns.map((column) => (
            <th key={column.id} data-numeric={column.role === 'measure' || undefined}>
              {text(column.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row, rowIndex) => (
          <tr key={data.columns.map((_, index) => cellOf(row, index)).join('|')}>
            {data.columns.map((column, index) => (
              <td key={column.id} className="figures" data-numeric={column.role === 'measure' || undefined}>
                {onRow && (index === 0 || column.role === 'measure') ? (
                  <button
                    type="button"
                    className={styles.rowButton}
                    title={t('records')}
                    onClick={() => onRow(rowIndex, Math.max(0, index - firstFigure))}
                  >
                    {cellOf(row, index)}
                  </button>
                ) : (
                  cellOf(row, index)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
