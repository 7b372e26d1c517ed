import type { ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { figureText, numberOf } from './figures.js';

interface KpiFigureProps {
  report: Report;
  data: ReportData;
  onRow?: ((row: number, measure: number) => void) | undefined;
}

/** Figures where less is better: how long something takes, what it costs. */
const lessIsBetter: readonly (string | undefined)[] = ['duration_minutes', 'money'];

/** One large figure, with its target beside it when it has one. */
export function KpiFigure({ report, data, onRow }: KpiFigureProps) {
  const t = useWords(dashboardWords);
  const text = useText();
  const measures = data.columns.flatMap((column, index) =>
    column.role === 'measure' ? [{ column, index }] : [],
  );
  const [main, ...others] = measures;
  if (!main) return null;
  const value = data.rows[0]?.[main.index];
  const target = numberOf(report.chart.target);
  const number = numberOf(value);
  const isMet =
    target !== null &&
    number !== null &&
    (lessIsBetter.includes(main.column.format) ? number <= target : number >= target);
  const content = (
    <>
      <strong className="figures">{figureText(value, main.column)}</strong>
      {target !== null && number !== null && (
        <StateDot color={isMet ? 'green' : 'orange'}>
          <span className="muted">
            {t('target', { value: figureText(target, main.column) })}
            <span className="visually-hidden">{isMet ? t('target_met') : t('target_missed')}</span>
          </span>
        </StateDot>
      )}
      {others.map(({ column, index }) => (
        <span key={column.id} className="muted figures">
          {text(column.label)} {figureText(data.rows[0]?.[index], column)}
        </span>
      ))}
    </>
  );
  if (!onRow || data.rows.length === 0) return <div className={styles.kpi}>{content}</div>;
  return (
    <button type="button" className={styles.kpi} title={t('records')} onClick={() => onRow(0, 0)}>
      {content}
    </button>
  );
}
