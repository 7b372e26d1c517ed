import { BarChartOutlined, DownloadOutlined, TableOutlined } from '@ant-design/icons';
import type { ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, PageItem, Report } from '@fieldwork/metadata';
import { Button, Dropdown, Skeleton, Tooltip } from 'antd';
import { type CSSProperties, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useReportData } from '../../api/reports.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { drawings } from '../charts/drawings.js';
import { dimensionText } from '../charts/figures.js';
import { ReportView } from '../charts/report-view.js';
import type { Mark, OpenedLevel } from '../charts/report-view-props.js';
import { useReportExport } from '../exports/use-report-export.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { Definition } from './definition.js';
import type { Drill } from './drill-drawer.js';
import { Levels } from './levels.js';
import { type MarkActions, MarkMenu } from './mark-menu.js';
import type { Selection } from './narrowing.js';

interface ReportCardProps {
  item: PageItem;
  report: Report | undefined;
  filter: ExpressionJson | undefined;
  onDrill: (drill: Drill) => void;
  /** Narrows the other charts of the page. */
  onSelect?: ((selection: Selection) => void) | undefined;
}

const smallWidth = 6;

/** A report in its place on the grid. */
export function ReportCard(props: ReportCardProps) {
  const t = useWords(dashboardWords);
  const text = useText();
  const { item, report } = props;
  const drawing = report && drawings[report.chart.type];
  const place = {
    '--area': `${item.y + 1} / ${item.x + 1} / span ${item.height} / span ${item.width}`,
    '--rows': item.height,
  } as CSSProperties;
  return (
    <section
      className={styles.card}
      style={place}
      data-small={item.width <= smallWidth && drawing?.drawsNothing === true}
      data-chart={drawing?.isTall === true}
      aria-label={text(item.label ?? report?.label)}
    >
      {report ? <Filled {...props} report={report} /> : <p className="muted">{t('missing')}</p>}
    </section>
  );
}

function Filled({ item, report, filter, onDrill, onSelect }: ReportCardProps & { report: Report }) {
  const t = useWords(dashboardWords);
  const text = useText();
  const scope = useAppScope();
  const [asTable, setAsTable] = useState(false);
  const [opened, setOpened] = useState<OpenedLevel[]>([]);
  const [menu, setMenu] = useState<MarkActions | null>(null);
  const { data, error, refetch } = useReportData(scope.id, report, filter, scope.timeZone, opened);
  const title = text(item.label ?? report.label);
  const drawing = drawings[report.chart.type];
  const onMark = (mark: Mark) => {
    if (!data) return;
    const rows = () => onDrill(drillOf(report, data, mark, title));
    const actions =
      mark.isFigure || mark.isTotal
        ? null
        : actionsOf(data, mark, opened, setOpened, (part) => onSelect?.({ ...part, item: item.id }));
    if (!actions?.open && !(actions?.narrow && onSelect)) rows();
    else
      setMenu({
        at: mark.at ?? { x: 0, y: 0 },
        open: actions.open,
        rows,
        narrow: onSelect ? actions.narrow : undefined,
      });
  };
  return (
    <>
      <div className={styles.head}>
        <h2 title={title}>{title}</h2>
        <Definition report={report} data={data} />
        <span className={styles.tools} data-tools>
          <ExportButton report={report} filter={filter} opened={opened} title={title} />
          {!drawing.isPlain && (
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
        </span>
      </div>
      {opened.length > 0 && (asTable || !drawing.hasOwnLevels) && (
        <Levels levels={opened} onChange={setOpened} />
      )}
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
            onMark={onMark}
            opened={opened}
            onOpened={setOpened}
            filter={filter}
          />
        )}
      </div>
      {menu && <MarkMenu actions={menu} onClose={() => setMenu(null)} />}
    </>
  );
}

function ExportButton({
  report,
  filter,
  opened,
  title,
}: {
  report: Report;
  filter: ExpressionJson | undefined;
  opened: readonly OpenedLevel[];
  title: string;
}) {
  const t = useWords(dashboardWords);
  const download = useReportExport();
  const { access } = useAppScope();
  if (!access(report.form).export) return null;
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: t(`export_${format}`),
    onClick: () => download(report, format, filter, opened),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" size="small" icon={<DownloadOutlined />} aria-label={`${title}: ${t('export')}`} />
    </Dropdown>
  );
}

/** The records behind a mark, in the form that its figure counts. */
function drillOf(report: Report, data: ReportData, mark: Mark, title: string): Drill {
  const figures = data.columns.filter(({ role }) => role !== 'dimension');
  const from = mark.isTotal ? data.totals[mark.row]?.drill : data.drill[mark.row];
  return {
    form: figures[mark.measure]?.form ?? report.form,
    filter: from?.[mark.measure] as ExpressionJson,
    title: mark.isTotal ? title : `${title}${rowName(data, mark.row)}`,
  };
}

/** What the row is about, behind the report's title: ` · 华东`. */
function rowName(data: ReportData, row: number): string {
  const at = data.columns.findIndex(({ role }) => role === 'dimension');
  const column = data.columns[at];
  return column ? ` · ${dimensionText(data.rows[row]?.[at], column)}` : '';
}

/** Going one level down, and narrowing the other charts, where the mark has a value for it. */
function actionsOf(
  data: ReportData,
  { row }: Mark,
  opened: readonly OpenedLevel[],
  setOpened: (levels: OpenedLevel[]) => void,
  narrow: (selection: Omit<Selection, 'item'>) => void,
) {
  const at = data.columns.findIndex(({ role, hasNext }) => role === 'dimension' && hasNext === true);
  const below = data.columns[at];
  const dimensions = data.columns.flatMap((column, index) =>
    column.role === 'dimension' ? [{ column, index }] : [],
  );
  const words = dimensions.map(({ column, index }) => dimensionText(data.rows[row]?.[index], column));
  const conditions = (data.selects[row] ?? []) as ExpressionJson[];
  return {
    open: below
      ? () =>
          setOpened([
            ...opened,
            {
              dimension: below.id,
              value: data.rows[row]?.[at] as OpenedLevel['value'],
              text: dimensionText(data.rows[row]?.[at], below),
            },
          ])
      : undefined,
    narrow:
      conditions.length === 0
        ? undefined
        : () =>
            narrow({
              text: words.join(' · '),
              condition: conditions.length > 1 ? { and: conditions } : (conditions[0] as ExpressionJson),
            }),
  };
}
