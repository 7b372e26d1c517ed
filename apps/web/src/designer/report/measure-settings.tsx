import { DeleteOutlined } from '@ant-design/icons';
import type { Type } from '@fieldwork/expression';
import { aggregates, figureFormats, type Measure } from '@fieldwork/metadata';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { FieldOrFormula } from '../conditions/field-or-formula.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { reportDesignWords } from './report-words.js';
import { useReportGround } from './use-report-ground.js';

const needsValue: readonly Measure['aggregate'][] = ['sum', 'average', 'median', 'min', 'max', 'distinct'];

// What is added up has to be a number; the smallest, the largest and the different ones may be of any kind.
const ofNumbers: readonly Measure['aggregate'][] = ['sum', 'average', 'median'];
const offeredBy =
  (aggregate: Measure['aggregate']) =>
  ({ kind }: Type): boolean =>
    kind === 'number' || (kind !== 'rows' && kind !== 'list' && !ofNumbers.includes(aggregate));

interface MeasureProps {
  measure: Measure;
  /** All figures of the report or KPI. */
  measures: readonly Measure[];
  /** A KPI is not made of other KPIs. */
  canUseKpis?: boolean;
  ground: Ground;
  onChange: (measure: Measure) => void;
  onRemove: () => void;
}

/** One figure of a report: what is computed, over which records, how it is written. */
export function MeasureSettings({
  measure,
  measures,
  canUseKpis = true,
  ground: own,
  onChange,
  onRemove,
}: MeasureProps) {
  const t = useWords(reportDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const { forms, kpis } = useAppScope();
  const other = useReportGround(measure.form ?? '', measure.rows);
  const ground = measure.form === undefined ? own : other;
  const set = (key: keyof Measure) => (value: unknown) => onChange(withProperty(measure, key, value));
  const others = measures
    .filter(({ id }) => id !== measure.id)
    .map(({ id, label }) => ({ value: id, label: text(label) }));
  const isRatio = measure.aggregate === 'ratio';
  const isKpi = measure.aggregate === 'kpi';
  const isCumulative = measure.aggregate === 'cumulative';
  return (
    <section className={parts.card}>
      <TextSetting
        label={t('measures')}
        value={measure.label}
        isRequired
        onChange={(label) => set('label')(label ?? ' ')}
      />
      <Setting label={t('aggregate')}>
        <Select
          aria-label={t('aggregate')}
          value={measure.aggregate}
          onChange={set('aggregate')}
          options={aggregates
            .filter((one) => canUseKpis || one !== 'kpi')
            .map((one) => ({ value: one, label: t(`aggregate_${one}`) }))}
        />
      </Setting>
      {needsValue.includes(measure.aggregate) && (
        <FieldOrFormula
          key={measure.id}
          label={t('value')}
          ground={ground}
          isOffered={offeredBy(measure.aggregate)}
          value={measure.value}
          onChange={set('value')}
        />
      )}
      {isKpi && (
        <Setting label={t('kpi')}>
          <Select
            aria-label={t('kpi')}
            value={measure.kpi ?? null}
            options={[...kpis.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={set('kpi')}
          />
        </Setting>
      )}
      {isCumulative && (
        <Setting label={t('cumulative_of')}>
          <Select
            aria-label={t('cumulative_of')}
            value={measure.of ?? null}
            options={others}
            onChange={set('of')}
          />
        </Setting>
      )}
      {!isKpi && !isRatio && !isCumulative && canUseKpis && (
        <Setting label={t('other_form')}>
          <Select
            allowClear
            aria-label={t('other_form')}
            placeholder={t('rows_none')}
            value={measure.form ?? null}
            options={[...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(form) => set('form')(form ?? undefined)}
          />
        </Setting>
      )}
      {isRatio &&
        (['of', 'by'] as const).map((side) => (
          <Setting key={side} label={t(`ratio_${side}`)}>
            <Select
              aria-label={t(`ratio_${side}`)}
              value={measure[side] ?? null}
              options={others}
              onChange={set(side)}
            />
          </Setting>
        ))}
      {!isRatio && !isCumulative && (
        <ConditionField
          label={t('measure_filter')}
          ground={ground}
          value={measure.filter}
          onChange={set('filter')}
        />
      )}
      <div className={parts.row}>
        <Select
          aria-label={t('format')}
          value={measure.format ?? 'number'}
          onChange={set('format')}
          options={figureFormats.map((one) => ({ value: one, label: t(`format_${one}`) }))}
        />
        <InputNumber
          aria-label={t('scale')}
          placeholder={t('scale')}
          min={0}
          max={6}
          precision={0}
          value={measure.scale ?? null}
          onChange={set('scale')}
        />
      </div>
      <TextSetting label={t('unit')} value={measure.unit} onChange={set('unit')} />
      <div className={parts.row}>
        {measure.aggregate === 'sum' && (
          <Checkbox
            checked={measure.level === true}
            onChange={({ target }) => set('level')(target.checked || undefined)}
          >
            {t('level')}
          </Checkbox>
        )}
        <Checkbox
          checked={measure.hidden === true}
          onChange={({ target }) => set('hidden')(target.checked || undefined)}
        >
          {t('hidden')}
        </Checkbox>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          disabled={measures.length === 1}
          aria-label={`${v('delete')} ${text(measure.label)}`}
          onClick={onRemove}
        />
      </div>
    </section>
  );
}
