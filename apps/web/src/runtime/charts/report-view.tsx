import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useThemeName } from '../../ui/preferences.js';
import { palettes } from '../../ui/theme.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { dashboardWords } from '../dashboard/dashboard-words.js';
import type { Drawing } from './drawing.js';
import { drawings } from './drawings.js';
import { figureName } from './figures.js';
import { ReportTable } from './report-table.js';
import type { ReportViewProps } from './report-view-props.js';
import { chartDataOf } from './series.js';

const ChartCanvas = lazy(async () => ({ default: (await import('./chart-canvas.js')).ChartCanvas }));

/** A report drawn as its document says; also the designer's preview. */
export function ReportView(props: ReportViewProps) {
  const t = useWords(dashboardWords);
  const { report, data, asTable = false } = props;
  const drawing = drawings[report.chart.type];
  if (data.rows.length === 0 && !(drawing.drawsNothing && !asTable))
    return <p className="muted">{t('no_data')}</p>;
  if (asTable) return <ReportTable {...props} />;
  return (
    <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: 160 }} />}>
      {'View' in drawing ? <drawing.View {...props} /> : <Chart {...props} drawing={drawing} />}
    </Suspense>
  );
}

function Chart({
  report,
  data,
  onMark,
  drawing,
}: ReportViewProps & { drawing: Extract<Drawing, { options: unknown }> }) {
  const text = useText();
  const locale = useLocale();
  const theme = useThemeName();
  const options = useMemo(() => {
    const chart = chartDataOf(report, data, figureName);
    return drawing.options({ report, data, chart, palette: palettes[theme] });
  }, [report, data, theme, locale, drawing]);
  return <ChartCanvas options={options} label={text(report.label)} onMark={onMark} />;
}
