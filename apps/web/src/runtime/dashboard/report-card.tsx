import { BarChartOutlined, InfoCircleOutlined, TableOutlined } from '@ant-design/icons';
import type { ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, PageItem, Report } from '@fieldwork/metadata';
import { Button, Popover, Skeleton, Tooltip } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useReportData } from '../../api/reports.js';
import { exactMoment } from '../../ui/moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import type { Drill } from './drill-drawer.js';
import { dimensionText } from './figures.js';
import { ReportView } from './report-view.js';

interface ReportCardProps {
  item: PageItem;
  report: Report | undefined;
  filter: ExpressionJson | undefined;
  onDrill: (drill: Drill) => void;
}

const smallWidth = 6;

/** A report in its place on the grid. */
export function ReportCard({ item, report, filter, onDrill }: ReportCardProps) {
  const t = useWords(dashboardWords);
  const text = useText();
  const isChart = report !== undefined && ['bar', 'line', 'pie', 'gauge'].includes(report.chart.type);
  const place = {
    '--area': `${item.y + 1} / ${item.x + 1} / span ${item.height} / span ${item.width}`,
    '--rows': item.height,
  } as CSSProperties;
  return (
    <section
      className={styles.card}
      style={place}
      data-small={item.width <= smallWidth && report?.chart.type === 'kpi'}
      data-chart={isChart}
      aria-label={text(item.label ?? report?.label)}
    >
      {report ? (
        <Filled item={item} report={report} filter={filter} onDrill={onDrill} />
      ) : (
        <p className="muted">{t('missing')}</p>
      )}
    </section>
  );
}

function Filled({ item, report, filter, onDrill }: ReportCardProps & { report: Report }) {
  const t = useWords(dashboardWords);
  const text = useText();
  const scope = useAppScope();
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useReportData(scope.id, report, filter, scope.timeZone);
  const title = text(item.label ?? report.label);
  const canSwitch = report.chart.type !== 'table' && report.chart.type !== 'kpi';
  return (
    <>
      <div className={styles.head}>
        <h2 title={title}>{title}</h2>
        <Definition report={report} at={data?.computedAt} />
        {canSwitch && (
          <Tooltip title={asTable ? t('chart') : t('rows')}>
            <Button
              type="text"
              size="small"
              icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
              aria-label={`${title}: ${asTable ? t('chart') : t('rows')}`}
              onClick={() => setAsTable(!asTable)}
            />
          </Tooltip>
        )}
      </div>
      <div className={styles.content}>
        {error && <ProblemNotice error={error} retry={refetch} />}
        {!data && !error && (
          <Skeleton active title={false} paragraph={{ rows: Math.max(1, Math.min(5, item.height - 2)) }} />
        )}
        {data && (
          <ReportView
            report={report}
            data={data}
            asTable={asTable}
            onRow={(row, measure) =>
              onDrill({
                report,
                filter: data.drill[row]?.[measure] as ExpressionJson,
                title: `${title}${rowName(report, data, row)}`,
              })
            }
          />
        )}
      </div>
    </>
  );
}

/** What the row is about, behind the report's title: ` · 华东`. */
function rowName(report: Report, data: ReportData, row: number): string {
  const at = data.columns.findIndex(({ role }) => role === 'dimension');
  const column = data.columns[at];
  if (!column) return '';
  const grain = report.dimensions.find(({ id }) => id === column.id)?.grain;
  return ` · ${dimensionText(data.rows[row]?.[at], column, grain)}`;
}

function Definition({ report, at }: { report: Report; at: string | undefined }) {
  const t = useWords(dashboardWords);
  const text = useText();
  if (!report.description) return null;
  return (
    <Popover
      trigger={['hover', 'click', 'focus']}
      title={t('definition')}
      content={
        <div style={{ maxWidth: 320 }}>
          <p>{text(report.description)}</p>
          {at && <p className="muted figures">{t('updated', { at: exactMoment(at) })}</p>}
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={<InfoCircleOutlined className="muted" />}
        aria-label={t('definition')}
      />
    </Popover>
  );
}
