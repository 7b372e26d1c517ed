import type { CSSProperties } from 'react';
import styles from '../dashboard/dashboard.module.css';
import { figureName, figureText } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';
import { chartDataOf } from './series.js';

/** Who or what leads, as bars of words: read by everybody, clicked like the rest. */
export function Ranking({ report, data, onMark }: ReportViewProps) {
  const { categories, series } = chartDataOf(report, data, figureName);
  const [first, ...others] = series.filter(({ past }) => past === null);
  if (!first) return null;
  const most = Math.max(...first.points.map(({ value }) => value ?? 0), 0);
  return (
    <ol className={styles.ranking}>
      {categories.map((name, index) => {
        const point = first.points[index];
        const part = most > 0 ? ((point?.value ?? 0) / most) * 100 : 0;
        return (
          <li key={name}>
            <button
              type="button"
              disabled={!onMark}
              onClick={({ clientX: x, clientY: y }) =>
                point && onMark?.({ row: point.row, measure: point.measure, at: { x, y } })
              }
            >
              <span className="muted figures">{index + 1}</span>
              <span>{name}</span>
              <span className="figures">
                {others.map(({ name: word, column, points }) => (
                  <span key={column.id} className="muted" title={word}>
                    {figureText(points[index]?.value, column)}
                    {' · '}
                  </span>
                ))}
                {figureText(point?.value, first.column)}
              </span>
              <i style={{ '--part': `${part}%` } as CSSProperties} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
