import type { Type } from '@fieldwork/expression';
import { periodUnits, type Repeat } from '@fieldwork/metadata';
import { InputNumber, Select } from 'antd';
import { useWords } from '../../words/words.js';
import { FormulaField } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { reportDesignWords } from './report-words.js';
import { useReportGround } from './use-report-ground.js';

const number: Type = { kind: 'number' };

/** Each record once for every date to come, such as the visits of a maintenance plan. */
export function RepeatSettings({
  repeat,
  form,
  onChange,
}: {
  repeat: Repeat | undefined;
  form: string;
  onChange: (repeat: Repeat | undefined) => void;
}) {
  const t = useWords(reportDesignWords);
  const ground = useReportGround(form, undefined);
  const dates = [...ground.names.words].filter(([path]) => ground.names.types[path]?.kind === 'date');
  if (dates.length === 0) return null;
  const begin = (from: string) =>
    onChange(from === '' ? undefined : { ahead: { unit: 'month', count: 12 }, ...repeat, from });
  return (
    <Setting label={t('repeat')} hint={repeat && t('repeat_hint')}>
      <div className={parts.rows}>
        <Select
          aria-label={t('repeat')}
          value={repeat?.from ?? ''}
          onChange={begin}
          options={[
            { value: '', label: t('repeat_none') },
            ...dates.map(([value, label]) => ({ value, label: t('repeat_from', { date: label }) })),
          ]}
        />
        {repeat && (
          <>
            {(['months', 'days'] as const).map((step) => (
              <FormulaField
                key={step}
                label={t(`repeat_${step}`)}
                ground={ground}
                expected={number}
                value={repeat[step]}
                onChange={(value) => onChange(withProperty(repeat, step, value))}
              />
            ))}
            <div className={parts.pair}>
              <InputNumber
                prefix={t('repeat_ahead')}
                aria-label={t('repeat_ahead')}
                min={1}
                max={60}
                precision={0}
                style={{ width: '100%' }}
                value={repeat.ahead.count}
                onChange={(count) => onChange({ ...repeat, ahead: { ...repeat.ahead, count: count ?? 1 } })}
              />
              <Select
                aria-label={t('grain')}
                value={repeat.ahead.unit}
                onChange={(unit) => onChange({ ...repeat, ahead: { ...repeat.ahead, unit } })}
                options={periodUnits.map((unit) => ({ value: unit, label: t(`unit_${unit}`) }))}
              />
            </div>
          </>
        )}
      </div>
    </Setting>
  );
}
