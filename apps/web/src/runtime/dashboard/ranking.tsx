import type { CSSProperties } from 'react';
import { useText } from '../../words/texts.js';
import styles from './dashboard.module.css';
import { figureText } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';
import { chartDataOf } from './series.js';

/** Who or what leads, as bars of words: read by everybody, clicked like the rest. */
export function Ranking({ report, data, onRow }: ReportViewProps) {
  const text = useText();
  const { categories, series } = chartDataOf(report, data, ({ label }) => text(label));
  const [first] = series;
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
              disabled={!onRow}
              onClick={() => point && onRow?.(point.row, point.measure)}
            >
              <span className="muted figures">{index + 1}</span>
              <span>{name}</span>
              <span className="figures">{figureText(point?.value, first.column)}</span>
              <i style={{ '--part': `${part}%` } as CSSProperties} />
            </button>
          </li>
        );
      })}
    </ol>
  );
}
