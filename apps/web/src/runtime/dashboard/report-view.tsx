import type { ReportColumn } from '@fieldwork/api-contract';
import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useThemeName } from '../../ui/preferences.js';
import { palettes } from '../../ui/theme.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { chartOptions } from './chart-options.js';
import { dashboardWords } from './dashboard-words.js';
import { KpiFigure } from './kpi-figure.js';
import { Ranking } from './ranking.js';
import { ReportTable } from './report-table.js';
import type { ReportViewProps } from './report-view-props.js';
import { chartDataOf } from './series.js';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.js')).ChartCanvas }));

/** A report drawn as its document says; also the designer's preview. */
export function ReportView({ report, data, asTable = false, onRow }: ReportViewProps) {
  const t = useWords(dashboardWords);
  const { type } = report.chart;
  if (type === 'kpi' && !asTable) return <KpiFigure report={report} data={data} onRow={onRow} />;
  if (data.rows.length === 0) return <p className="muted">{t('no_data')}</p>;
  if (asTable || type === 'table') return <ReportTable report={report} data={data} onRow={onRow} />;
  if (type === 'ranking') return <Ranking report={report} data={data} onRow={onRow} />;
  return <Chart report={report} data={data} onRow={onRow} />;
}

function Chart({ report, data, onRow }: ReportViewProps) {
  const text = useText();
  const locale = useLocale();
  const theme = useThemeName();
  const options = useMemo(() => {
    const nameOf = (column: ReportColumn) => text(column.label);
    return chartOptions(report, chartDataOf(report, data, nameOf), palettes[theme]);
  }, [report, data, theme, locale, text]);
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: 160 }} />}>
      <ChartCanvas options={options} label={text(report.label)} onRow={onRow} />
    </Suspense>
  );
}
