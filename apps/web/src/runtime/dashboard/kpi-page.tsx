import type { ExpressionJson, Kpi, Report } from '@fieldwork/metadata';
import { Skeleton } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useKpiData } from '../../api/reports.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { figureText } from '../charts/figures.js';
import { KpiFigure } from '../charts/kpi-figure.js';
import { useCrumbs } from '../shell/crumbs.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import { DefinitionWords } from './definition.js';
import { type Drill, DrillDrawer } from './drill-drawer.js';
import { useDrill } from './use-drill.js';

/** Every KPI of the app: what it is now, and what it means. */
export function KpiPage() {
  const t = useWords(dashboardWords);
  const text = useText();
  const { id, data, kpis } = useAppScope();
  const { drill, open, close } = useDrill();
  useCrumbs([{ label: text(data.app.label), to: `/apps/${id}` }, { label: t('catalogue') }]);
  return (
    <div className={styles.page}>
      <PageHeader title={t('catalogue')} beside={<span className="muted">{t('catalogue_hint')}</span>} />
      {kpis.size === 0 && <EmptyState title={t('no_kpis')} />}
      <div className={styles.kpiList}>
        {[...kpis.values()].map((kpi) => (
          <KpiCard key={kpi.id} kpi={kpi} onDrill={open} />
        ))}
      </div>
      {drill && <DrillDrawer drill={drill} onClose={close} />}
    </div>
  );
}

function KpiCard({ kpi, onDrill }: { kpi: Kpi; onDrill: (drill: Drill) => void }) {
  const text = useText();
  const { id, timeZone } = useAppScope();
  const { data, error, refetch } = useKpiData(id, kpi, timeZone);
  const figure = data?.columns.find(({ role }) => role === 'measure');
  const report: Report = {
    kind: 'report',
    schema: 1,
    id: kpi.id,
    label: kpi.label,
    form: kpi.form,
    dimensions: [],
    measures: kpi.measures,
    chart: { type: 'kpi' },
  };
  const open = () =>
    onDrill({
      form: figure?.form ?? kpi.form,
      filter: data?.drill[0]?.[0] as ExpressionJson,
      title: text(kpi.label),
    });
  return (
    <section className={styles.card} aria-label={text(kpi.label)}>
      <h2>{text(kpi.label)}</h2>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 2 }} />}
      {data && <KpiFigure report={report} data={data} onMark={open} />}
      {figure?.definition && (
        <div className={styles.definition}>
          <DefinitionWords
            definition={figure.definition}
            target={
              figure.definition.target === undefined
                ? undefined
                : figureText(figure.definition.target, figure)
            }
          />
        </div>
      )}
    </section>
  );
}
