import type { ReportColumn } from '@fieldwork/api-contract';
import { useAppScope } from '../../api/app-scope.js';
import { useReportTrend } from '../../api/reports.js';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from '../dashboard/dashboard.module.css';
import { dashboardWords } from '../dashboard/dashboard-words.js';
import { changeOf, figureText, numberOf } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';
import { SparkLine } from './spark-line.js';
import { isLowerBetter, isMet } from './targets.js';

interface Shown {
  column: ReportColumn;
  index: number;
}

/** One large figure: its target, what it was before, and how it came about. */
export function KpiFigure({ report, data, filter, onMark }: ReportViewProps) {
  const t = useWords(dashboardWords);
  const text = useText();
  const figures = data.columns.flatMap((column, index): Shown[] =>
    column.role === 'dimension' ? [] : [{ column, index }],
  );
  const [main, ...others] = figures.filter(({ column }) => column.role === 'measure');
  if (!main) return null;
  const row = data.rows[0] ?? [];
  const value = row[main.index];
  const target = numberOf(report.chart.target ?? main.column.definition?.target);
  const number = numberOf(value);
  const content = (
    <>
      <span className={styles.kpiMain}>
        <strong className="figures">{figureText(value, main.column)}</strong>
        {report.period && <Trend report={report} filter={filter} name={text(main.column.label)} />}
      </span>
      {figures
        .filter(({ column }) => column.of === main.column.id)
        .map(({ column, index }) => (
          <Change key={column.id} now={value} before={row[index]} column={column} main={main.column} />
        ))}
      {target !== null && number !== null && (
        <StateDot color={isMet(number, target, main.column) ? 'green' : 'orange'}>
          <span className="muted">
            {t('target', { value: figureText(target, main.column) })}
            <span className="visually-hidden">
              {isMet(number, target, main.column) ? t('target_met') : t('target_missed')}
            </span>
          </span>
        </StateDot>
      )}
      {others.map(({ column, index }) => (
        <span key={column.id} className="muted figures">
          {text(column.label)} {figureText(row[index], column)}
        </span>
      ))}
    </>
  );
  if (!onMark || data.rows.length === 0) return <div className={styles.kpi}>{content}</div>;
  return (
    <button
      type="button"
      className={styles.kpi}
      title={t('records')}
      onClick={() => onMark({ row: 0, measure: 0, isFigure: true })}
    >
      {content}
    </button>
  );
}

/** By how much it changed, coloured by whether that is good. */
function Change({
  now,
  before,
  column,
  main,
}: {
  now: unknown;
  before: unknown;
  column: ReportColumn;
  main: ReportColumn;
}) {
  const t = useWords(dashboardWords);
  const change = changeOf(now, before);
  const time = column.comparison ? t(column.comparison) : '';
  if (change === null) return null;
  const isGood = isLowerBetter(main) ? change <= 0 : change >= 0;
  const written =
    change === 0
      ? t('unchanged')
      : `${change > 0 ? '↑' : '↓'} ${figureText(Math.abs(change), { format: 'percent' })}`;
  return (
    <span className="figures" title={figureText(before, main)}>
      <span style={{ color: change === 0 ? undefined : isGood ? 'var(--success)' : 'var(--danger)' }}>
        {written}
      </span>{' '}
      <span className="muted">{t('against', { time })}</span>
    </span>
  );
}

function Trend({ report, filter, name }: Pick<ReportViewProps, 'report' | 'filter'> & { name: string }) {
  const t = useWords(dashboardWords);
  const { id, timeZone } = useAppScope();
  const { data } = useReportTrend(id, report, filter, timeZone);
  const values = data?.rows.map((row) => numberOf(row[1])) ?? [];
  return <SparkLine values={values} label={t('trend_of', { name })} />;
}
