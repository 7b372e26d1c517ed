import { type Comparison, comparisons, type Period, periodUnits } from '@fieldwork/metadata';
import { InputNumber, Select } from 'antd';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { reportDesignWords } from './report-words.js';

interface PeriodProps {
  period: Period | undefined;
  ground: Ground;
  /** A KPI always has one. */
  isRequired?: boolean;
  onChange: (period: Period | undefined) => void;
  compare?: readonly Comparison[];
  onCompare?: (compare: Comparison[]) => void;
}

/** Which stretch of time is looked at, by which date, and what it is compared with. */
export function PeriodSettings({ period, ground, isRequired, onChange, compare, onCompare }: PeriodProps) {
  const t = useWords(reportDesignWords);
  const dates = [...ground.names.words].filter(([path]) =>
    ['date', 'datetime'].includes(ground.names.types[path]?.kind ?? ''),
  );
  const options = dates.map(([value, label]) => ({ value, label }));
  return (
    <Setting label={t('period')}>
      <div className={parts.rows}>
        <Select
          aria-label={t('period')}
          showSearch={{ optionFilterProp: 'label' }}
          value={period?.field ?? ''}
          onChange={(field) =>
            onChange(field === '' ? undefined : { unit: 'month', count: 1, ...period, field })
          }
          options={isRequired ? options : [{ value: '', label: t('period_none') }, ...options]}
        />
        {period && (
          <div className={parts.row}>
            <InputNumber
              prefix={t('period_last')}
              aria-label={t('period_last')}
              min={1}
              max={400}
              precision={0}
              value={period.count}
              onChange={(count) => onChange({ ...period, count: count ?? 1 })}
            />
            <Select
              aria-label={t('grain')}
              value={period.unit}
              onChange={(unit) => onChange({ ...period, unit })}
              options={periodUnits.map((unit) => ({ value: unit, label: t(`unit_${unit}`) }))}
            />
          </div>
        )}
        {period && onCompare && (
          <Select
            mode="multiple"
            aria-label={t('compare')}
            placeholder={t('compare')}
            value={[...(compare ?? [])]}
            onChange={onCompare}
            options={comparisons.map((one) => ({ value: one, label: t(`compare_${one}`) }))}
          />
        )}
      </div>
    </Setting>
  );
}
