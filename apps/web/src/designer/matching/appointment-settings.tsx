import type { Type } from '@fieldwork/expression';
import type { Appointments, Form, Matching } from '@fieldwork/metadata';
import { InputNumber, Select, Switch } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField, FormulaField, type Ground } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useAppDocuments } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { BreakList } from '../routing/break-list.js';
import { appointmentDesignWords } from './appointment-words.js';
import { WindowList } from './window-list.js';

const number: Type = { kind: 'number' };

interface AppointmentSettingsProps {
  matching: Matching;
  demand: Form;
  ground: Ground;
  onChange: (value: Appointments | undefined) => void;
}

/** Whether times may be promised by this matching, which, and by whom. */
export function AppointmentSettings({ matching, demand, ground, onChange }: AppointmentSettingsProps) {
  const t = useWords(appointmentDesignWords);
  const { appointments } = matching;
  const moments = demand.fields.filter(({ type }) => type === 'datetime');
  const begin = () => {
    const [from = '', to = from, start = from] = moments.map(({ id }) => id);
    const windows = [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ];
    onChange({ from, to, start, minutes: 60, windows, days: 14, leadMinutes: 240 });
  };
  return (
    <Setting label={<h2 data-part="appointments">{t('title')}</h2>} hint={t('hint')}>
      <Switch
        aria-label={t('on')}
        style={{ justifySelf: 'start' }}
        checked={appointments !== undefined}
        onChange={(isOn) => (isOn ? begin() : onChange(undefined))}
      />
      {appointments && (
        <Settings
          value={appointments}
          matching={matching}
          demand={demand}
          ground={ground}
          onChange={onChange}
        />
      )}
    </Setting>
  );
}

function Settings({
  value,
  matching,
  demand,
  ground,
  onChange,
}: AppointmentSettingsProps & { value: Appointments }) {
  const t = useWords(appointmentDesignWords);
  const text = useText();
  const { calendars, roles } = useAppDocuments();
  const { ground: own } = useGround(demand.id);
  const set = (key: keyof Appointments) => (next: unknown) =>
    onChange(withProperty(value, key, next ?? undefined));
  const some = (key: 'later' | 'roles' | 'overbook') => (ids: string[]) =>
    set(key)(ids.length === 0 ? undefined : ids);
  const moments = demand.fields.filter(({ type }) => type === 'datetime');
  const { duration } = value;
  const named = (list: Iterable<{ id: string; label: Matching['label'] }>) =>
    [...list].map(({ id, label }) => ({ value: id, label: text(label) }));
  const numbers = [
    ['minutes', t('minutes'), 5, 1440],
    ['days', t('days'), 1, 60],
    ['leadMinutes', t('lead'), 0, 20_160],
    ['changeMinutes', t('change'), 0, 20_160],
    ['gapMinutes', t('gap'), 0, 480],
  ] as const;
  return (
    <>
      {(['from', 'to', 'start'] as const).map((key) => (
        <FieldSelect
          key={key}
          label={t(key)}
          fields={moments}
          value={value[key]}
          onChange={(field) => field !== undefined && set(key)(field)}
        />
      ))}
      <FieldSelect
        label={t('duration')}
        fields={demand.fields.filter(({ type }) => type === 'number')}
        value={duration?.field}
        isOptional
        onChange={(field) =>
          set('duration')(field === undefined ? undefined : { field, unit: duration?.unit ?? 'minute' })
        }
      />
      {duration && (
        <Setting label={t('unit')}>
          <Select
            aria-label={t('unit')}
            value={duration.unit}
            options={(['minute', 'hour'] as const).map((unit) => ({ value: unit, label: t(unit) }))}
            onChange={(unit) => set('duration')({ ...duration, unit })}
          />
        </Setting>
      )}
      {numbers.map(([key, label, min, max]) => (
        <Setting key={key} label={label}>
          <InputNumber
            aria-label={label}
            min={min}
            max={max}
            precision={0}
            value={value[key] ?? null}
            onChange={(next) =>
              next === null && (key === 'changeMinutes' || key === 'gapMinutes')
                ? set(key)(undefined)
                : next !== null && set(key)(next)
            }
          />
        </Setting>
      ))}
      <WindowList value={value.windows} onChange={set('windows')} />
      <Setting label={t('calendar')}>
        <Select
          allowClear
          aria-label={t('calendar')}
          value={value.calendar ?? null}
          options={named(calendars.values())}
          onChange={set('calendar')}
        />
      </Setting>
      <BreakList value={value.breaks} onChange={set('breaks')} />
      <ConditionField label={t('when')} ground={own} value={value.when} onChange={set('when')} />
      <ConditionField label={t('holds')} ground={own} value={value.holds} onChange={set('holds')} />
      <FormulaField
        label={t('capacity')}
        ground={ground}
        expected={number}
        value={value.capacity}
        onChange={set('capacity')}
      />
      <div className={parts.rows}>
        {(['later', 'roles', 'overbook'] as const).map((key) => (
          <Setting key={key} label={t(key)}>
            <Select
              mode="multiple"
              aria-label={t(key)}
              value={value[key] ?? []}
              options={named(key === 'later' ? matching.constraints : roles.values())}
              onChange={some(key)}
            />
          </Setting>
        ))}
      </div>
    </>
  );
}
