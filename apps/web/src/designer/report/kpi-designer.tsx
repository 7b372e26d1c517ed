import { PlusOutlined } from '@ant-design/icons';
import type { ReportData } from '@fieldwork/api-contract';
import { directions, figureFormats, type Kpi, timeBases } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select } from 'antd';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { ReportView } from '../../runtime/charts/report-view.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useSettled } from '../../ui/use-settled.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { newId } from '../document/new-id.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import styles from './dashboard-designer.module.css';
import { MeasureSettings } from './measure-settings.js';
import { PeriodSettings } from './period-settings.js';
import { reportDesignWords } from './report-words.js';
import { useReportGround } from './use-report-ground.js';

/** Designs one KPI: its figure, and its definition in words. */
export function KpiDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('kpi', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'kpi'>; reload: () => void }) {
  const { document: kpi } = useDraftView(store);
  const problems = useProblems('kpi', kpi);
  return (
    <DesignerShell store={store} problems={problems} onProblem={() => undefined} reload={reload}>
      <div className={parts.panes} data-panes="2">
        <div className={parts.middle}>
          <Preview kpi={kpi} isInOrder={problems.length === 0} />
        </div>
        <div className={parts.pane}>
          <Settings kpi={kpi} change={store.change} />
        </div>
      </div>
    </DesignerShell>
  );
}

function Preview({ kpi, isInOrder }: { kpi: Kpi; isInOrder: boolean }) {
  const t = useWords(reportDesignWords);
  const text = useText();
  const { id: app } = useAppScope();
  const settled = useSettled(kpi);
  const { data, error, refetch } = useQuery({
    queryKey: ['kpi-preview', app, settled],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/kpis/preview`, { body: { kpi: settled }, signal }),
    enabled: isInOrder && settled === kpi,
    placeholderData: keepPreviousData,
  });
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <h2>{text(kpi.label)}</h2>
      {!isInOrder && <p className="muted">{t('preview_stopped')}</p>}
      {isInOrder && error && <ProblemNotice error={error} retry={refetch} />}
      {isInOrder && data && !error && (
        <ReportView
          report={{
            kind: 'report',
            schema: 1,
            id: kpi.id,
            label: kpi.label,
            form: kpi.form,
            dimensions: [],
            measures: kpi.measures,
            chart: { type: 'kpi' },
          }}
          data={data}
        />
      )}
      <p className="muted">{text(kpi.formula)}</p>
    </section>
  );
}

interface SettingsProps {
  kpi: Kpi;
  change: (next: (kpi: Kpi) => Kpi, key?: string) => void;
}

function Settings({ kpi, change }: SettingsProps) {
  const t = useWords(reportDesignWords);
  const d = useWords(designerWords);
  const ground = useReportGround(kpi.form, kpi.rows);
  const set = (key: keyof Kpi) => (value: unknown) =>
    change((before) => withProperty(before, key, value), key);
  const addMeasure = () => {
    const id = newId(
      '',
      'part',
      kpi.measures.map((one) => one.id),
    );
    set('measures')([
      ...kpi.measures,
      { id, label: t('measure_n', { n: kpi.measures.length + 1 }), aggregate: 'count' },
    ]);
  };
  return (
    <>
      <TextSetting
        label={d('name')}
        value={kpi.label}
        isRequired
        onChange={(label) => set('label')(label ?? ' ')}
      />
      <TextSetting
        label={t('formula')}
        isLong
        value={kpi.formula}
        onChange={(formula) => set('formula')(formula ?? ' ')}
      />
      <TextSetting label={t('exclusions')} isLong value={kpi.exclusions} onChange={set('exclusions')} />
      <ConditionField label={t('filter')} ground={ground} value={kpi.filter} onChange={set('filter')} />
      <Setting label={t('measures')} hint={t('kpi_measure_hint')}>
        <div className={parts.rows}>
          {kpi.measures.map((measure, index) => (
            <MeasureSettings
              key={measure.id}
              measure={measure}
              measures={kpi.measures}
              canUseKpis={false}
              ground={ground}
              onChange={(next) => set('measures')(kpi.measures.with(index, next))}
              onRemove={() => set('measures')(kpi.measures.toSpliced(index, 1))}
            />
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={addMeasure}>
            {t('add_measure')}
          </Button>
        </div>
      </Setting>
      <PeriodSettings
        isRequired
        period={kpi.period}
        ground={ground}
        onChange={(period) => period && set('period')(period)}
      />
      <Choice
        label={t('time_basis')}
        value={kpi.timeBasis ?? 'none'}
        options={(['none', ...timeBases] as const).map((one) => [one, t(`basis_${one}`)])}
        onChange={(one) => set('timeBasis')(one === 'none' ? undefined : one)}
      />
      <Choice
        label={t('direction')}
        value={kpi.direction}
        options={directions.map((one) => [one, t(`direction_${one}`)])}
        onChange={set('direction')}
      />
      <Setting label={t('target')}>
        <Input
          aria-label={t('target')}
          maxLength={40}
          value={kpi.target ?? ''}
          onChange={({ target }) => set('target')(target.value || undefined)}
        />
      </Setting>
      <Choice
        label={t('format')}
        value={kpi.format ?? 'number'}
        options={figureFormats.map((one) => [one, t(`format_${one}`)])}
        onChange={set('format')}
      />
      <Setting label={t('scale')}>
        <InputNumber
          aria-label={t('scale')}
          style={{ width: '100%' }}
          min={0}
          max={6}
          precision={0}
          value={kpi.scale ?? null}
          onChange={(scale) => set('scale')(scale ?? undefined)}
        />
      </Setting>
      <TextSetting label={t('unit')} value={kpi.unit} onChange={set('unit')} />
    </>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <Setting label={label}>
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        options={options.map(([one, word]) => ({ value: one, label: word }))}
      />
    </Setting>
  );
}
