import type { Form, RuleTrigger } from '@fieldwork/metadata';
import { InputNumber, Segmented, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import { CalendarSelect } from '../parts/calendar-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { ruleDesignWords } from './rule-words.js';
import { ScheduleSettings } from './schedule-settings.js';

const kinds = ['created', 'changed', 'deleted', 'time', 'schedule'] as const;
const units = ['minute', 'hour', 'day'] as const;

interface TriggerProps {
  form: Form;
  ground: Ground;
  trigger: RuleTrigger;
  onChange: (trigger: RuleTrigger) => void;
}

/** What sets a rule off. */
export function TriggerSettings({ form, ground, trigger, onChange }: TriggerProps) {
  const t = useWords(ruleDesignWords);
  const text = useText();
  const moments = Object.entries(ground.names.types)
    .filter(([path, { kind }]) => (kind === 'date' || kind === 'datetime') && !path.includes('.'))
    .map(([path]) => ({ value: path, label: ground.names.words.get(path) ?? path }));
  const begin = (on: RuleTrigger['on']): RuleTrigger => {
    if (on === 'changed') return { on, fields: [] };
    if (on === 'time')
      return { on, field: moments[0]?.value ?? 'created_at', after: { amount: 1, unit: 'day' } };
    if (on === 'schedule') return { on, schedule: { every: 'day', at: '06:00' } };
    return { on };
  };
  return (
    <>
      <Setting label={t('when')}>
        <Segmented
          aria-label={t('when')}
          style={{ justifySelf: 'start' }}
          value={trigger.on}
          onChange={(on) => onChange(begin(on))}
          options={kinds.map((on) => ({ value: on, label: t(`on_${on}`) }))}
        />
      </Setting>
      {trigger.on === 'changed' && (
        <Setting label={t('changed_fields')}>
          <Select
            mode="multiple"
            aria-label={t('changed_fields')}
            showSearch={{ optionFilterProp: 'label' }}
            value={trigger.fields}
            onChange={(fields) => onChange({ on: 'changed', fields })}
            options={form.fields.map(({ id, label }) => ({ value: id, label: text(label) }))}
          />
        </Setting>
      )}
      {trigger.on === 'schedule' && (
        <ScheduleSettings
          schedule={trigger.schedule}
          onChange={(schedule) => onChange({ on: 'schedule', schedule })}
        />
      )}
      {trigger.on === 'time' && (
        <>
          <Setting label={t('time_field')}>
            <Select
              aria-label={t('time_field')}
              value={trigger.field}
              onChange={(field) => onChange({ ...trigger, field })}
              options={moments}
            />
          </Setting>
          <Setting label={t('time_offset')}>
            <div className={parts.row}>
              <InputNumber
                aria-label={t('time_offset')}
                style={{ width: '100%' }}
                precision={0}
                min={-10_000}
                max={100_000}
                value={trigger.after.amount}
                onChange={(amount) =>
                  onChange({ ...trigger, after: { ...trigger.after, amount: amount ?? 0 } })
                }
              />
              <Select
                aria-label={t('time_offset')}
                value={trigger.after.unit}
                onChange={(unit) => {
                  const { calendar: _, ...rest } = trigger.after;
                  onChange({
                    ...trigger,
                    after: unit === 'day' ? { ...rest, unit } : { ...trigger.after, unit },
                  });
                }}
                options={units.map((unit) => ({ value: unit, label: t(unit) }))}
              />
              <CalendarSelect
                value={trigger.after.calendar}
                isDisabled={trigger.after.unit === 'day'}
                onChange={(calendar) =>
                  onChange({ ...trigger, after: withProperty(trigger.after, 'calendar', calendar) })
                }
              />
            </div>
          </Setting>
        </>
      )}
    </>
  );
}
