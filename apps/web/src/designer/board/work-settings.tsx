import { fieldOf, type Timeline } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import { boardDesignWords } from './board-design-words.js';
import { isChoice, isLine, isMoment, isNumber, isPlace, leadsTo } from './board-fields.js';
import { PathSelect, PathsSelect } from './path-select.js';

type Work = Timeline['records'];
const units = ['minute', 'hour'] as const;

interface WorkProps {
  value: Work;
  people: string;
  onChange: (value: Work) => void;
}

/** What stands on the rows: whose it is, from when to when, and what is said about it. */
export function WorkSettings({ value, people, onChange }: WorkProps) {
  const t = useWords(boardDesignWords);
  const { form, ground } = useGround(value.form);
  const set = (key: keyof Work) => (next: unknown) => onChange(withProperty(value, key, next));
  const required = (key: keyof Work) => (next: unknown) => next !== undefined && set(key)(next);
  const { duration, window } = value;
  const setWindow = (end: 'from' | 'to', field: string | undefined) => {
    const next = { from: window?.from ?? field, to: window?.to ?? field, [end]: field };
    set('window')(next.from && next.to ? next : undefined);
  };
  return (
    <>
      <FieldSelect
        label={t('resource')}
        form={form}
        value={value.resource}
        fits={leadsTo(people)}
        onChange={required('resource')}
      />
      <FieldSelect
        label={t('start')}
        form={form}
        value={value.start}
        fits={isMoment}
        onChange={required('start')}
      />
      <FieldSelect label={t('end')} form={form} value={value.end} fits={isMoment} onChange={set('end')} />
      <FieldSelect
        label={t('duration')}
        form={form}
        value={duration?.field}
        fits={isNumber}
        onChange={(field) =>
          set('duration')(field === undefined ? undefined : { field, unit: duration?.unit ?? 'minute' })
        }
      />
      {duration && (
        <Setting label={t('unit')}>
          <Select
            aria-label={t('unit')}
            value={duration.unit}
            onChange={(unit) => set('duration')({ ...duration, unit })}
            options={units.map((unit) => ({ value: unit, label: t(unit) }))}
          />
        </Setting>
      )}
      <NumberSetting
        label={t('minutes')}
        min={5}
        max={10_080}
        value={value.minutes}
        onChange={(minutes) => set('minutes')(minutes ?? 60)}
      />
      <PathSelect
        label={t('title')}
        isRequired
        form={form}
        value={value.title}
        fits={isLine}
        onChange={required('title')}
      />
      <PathSelect
        label={t('subtitle')}
        form={form}
        value={value.subtitle}
        fits={isLine}
        onChange={set('subtitle')}
      />
      <FieldSelect
        label={t('priority')}
        form={form}
        value={value.priority}
        fits={isChoice}
        onChange={set('priority')}
      />
      <FieldSelect label={t('due')} form={form} value={value.due} fits={isMoment} onChange={set('due')} />
      {(['from', 'to'] as const).map((end) => (
        <FieldSelect
          key={end}
          label={t(`window_${end}`)}
          form={form}
          value={window?.[end]}
          fits={isMoment}
          onChange={(field) => setWindow(end, field)}
        />
      ))}
      <PathsSelect
        label={t('place')}
        form={form}
        value={value.place}
        fits={isPlace}
        onChange={set('place')}
      />
      <ConditionField label={t('counts')} ground={ground} value={value.filter} onChange={set('filter')} />
    </>
  );
}

type Away = NonNullable<Timeline['away']>;

interface AwayProps {
  value: Away | undefined;
  people: string;
  onChange: (value: Away | undefined) => void;
}

/** When people are away: records of another form that shade their row. */
export function AwaySettings({ value, people, onChange }: AwayProps) {
  const t = useWords(boardDesignWords);
  const { form, ground } = useGround(value?.form ?? '');
  const begin = (id: string) => {
    onChange({ form: id, resource: '', start: '', end: '' });
  };
  const set = (key: keyof Away) => (next: unknown) => value && onChange(withProperty(value, key, next));
  const required = (key: keyof Away) => (next: unknown) => next !== undefined && set(key)(next);
  return (
    <>
      <FormSelect
        label={t('away_form')}
        value={value?.form ?? ''}
        onChange={begin}
        onClear={() => onChange(undefined)}
      />
      {value && (
        <>
          <FieldSelect
            label={t('resource')}
            form={form}
            value={fieldOf(form, value.resource)?.id}
            fits={leadsTo(people)}
            onChange={required('resource')}
          />
          <FieldSelect
            label={t('start')}
            form={form}
            value={fieldOf(form, value.start)?.id}
            fits={isMoment}
            onChange={required('start')}
          />
          <FieldSelect
            label={t('end')}
            form={form}
            value={fieldOf(form, value.end)?.id}
            fits={isMoment}
            onChange={required('end')}
          />
          <PathSelect
            label={t('title')}
            form={form}
            value={value.title}
            fits={isLine}
            onChange={set('title')}
          />
          <ConditionField
            label={t('away_counts')}
            ground={ground}
            value={value.filter}
            onChange={set('filter')}
          />
        </>
      )}
    </>
  );
}
