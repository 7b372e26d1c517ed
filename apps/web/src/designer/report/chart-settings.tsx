import { type ChartSetting, chartOf, chartTypes, type Report } from '@fieldwork/metadata';
import { Checkbox, Input, Select, Tooltip } from 'antd';
import type { ComponentType } from 'react';
import { drawings } from '../../runtime/charts/drawings.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import { Setting } from '../parts/setting.js';
import styles from './report-settings.module.css';
import { reportDesignWords } from './report-words.js';

interface ChartProps {
  report: Report;
  ground: Ground;
  change: (next: (report: Report) => Report, key?: string) => void;
}
interface OneSettingProps {
  report: Report;
  ground: Ground;
  set: (value: unknown) => void;
}

/** How a report is drawn: a picture of each way, and what the chosen one can be told. */
export function ChartSettings({ report, ground, change }: ChartProps) {
  const t = useWords(reportDesignWords);
  const text = useText();
  const { type } = report.chart;
  const set = (key: keyof Report['chart']) => (value: unknown) =>
    change((before) => ({ ...before, chart: withProperty(before.chart, key, value) }), `chart ${key}`);
  const range = ({ least, most }: { least: number; most: number }) =>
    least === most ? String(least) : `${least}–${most}`;
  return (
    <>
      <Setting label={t('chart')}>
        <div className={styles.charts} role="radiogroup" aria-label={t('chart')}>
          {chartTypes.map((one) => {
            const kind = chartOf(one);
            const needs = t('needs', { dimensions: range(kind.dimensions), measures: range(kind.measures) });
            return (
              <Tooltip key={one} title={needs}>
                {/* biome-ignore lint/a11y/useSemanticElements: a picture is the label */}
                <button
                  type="button"
                  role="radio"
                  aria-checked={one === type}
                  onClick={() => set('type')(one)}
                >
                  <svg viewBox="0 0 24 24" aria-hidden="true">
                    <path d={drawings[one].picture} />
                  </svg>
                  {text(kind.label)}
                </button>
              </Tooltip>
            );
          })}
        </div>
      </Setting>
      {chartOf(type).settings.map((key) => {
        const Editor = editors[key];
        return <Editor key={key} report={report} ground={ground} set={set(key)} />;
      })}
    </>
  );
}

const editors: Record<ChartSetting, ComponentType<OneSettingProps>> = {
  horizontal: (props) => <Flag {...props} name="horizontal" />,
  stacked: (props) => <Flag {...props} name="stacked" />,
  totals: (props) => <Flag {...props} name="totals" />,
  target: (props) => <Amount {...props} name="target" />,
  max: (props) => <Amount {...props} name="max" />,
  columns: (props) => <Parts {...props} name="columns" among={props.report.dimensions} />,
  lines: (props) => <Parts {...props} name="lines" among={props.report.measures} />,
};

function Flag({ report, set, name }: OneSettingProps & { name: 'horizontal' | 'stacked' | 'totals' }) {
  const t = useWords(reportDesignWords);
  return (
    <Checkbox
      style={{ marginBottom: 14 }}
      checked={report.chart[name] === true}
      onChange={({ target }) => set(target.checked || undefined)}
    >
      {t(name)}
    </Checkbox>
  );
}

function Amount({ report, set, name }: OneSettingProps & { name: 'target' | 'max' }) {
  const t = useWords(reportDesignWords);
  const hasKpi = report.measures.some(({ aggregate }) => aggregate === 'kpi');
  return (
    <Setting label={t(name)}>
      <Input
        aria-label={t(name)}
        value={report.chart[name] ?? ''}
        maxLength={40}
        placeholder={name === 'target' && hasKpi ? t('target_kpi') : ''}
        onChange={({ target }) => set(target.value || undefined)}
      />
    </Setting>
  );
}

function Parts({
  report,
  ground,
  set,
  name,
  among,
}: OneSettingProps & {
  name: 'columns' | 'lines';
  among: readonly { id: string; label?: Report['label'] | undefined; field?: string }[];
}) {
  const t = useWords(reportDesignWords);
  const text = useText();
  return (
    <Setting label={t(name)}>
      <Select
        mode="multiple"
        aria-label={t(name)}
        value={report.chart[name] ?? []}
        onChange={(ids) => set(ids.length > 0 ? ids : undefined)}
        options={among.map(({ id, label, field }) => ({
          value: id,
          label: text(label) || ground.names.words.get(field ?? '') || field || id,
        }))}
      />
    </Setting>
  );
}
