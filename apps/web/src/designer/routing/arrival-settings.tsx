import type { Form, Routing } from '@fieldwork/metadata';
import { Switch } from 'antd';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import { routingDesignWords } from './routing-design-words.js';

type Arrival = NonNullable<Routing['arrival']>;

/** Where it is kept when somebody is expected, and what it is reckoned from. */
export function ArrivalSettings({
  work,
  value,
  onChange,
}: {
  work: Form;
  value: Arrival | undefined;
  onChange: (value: Arrival | undefined) => void;
}) {
  const t = useWords(routingDesignWords);
  const { ground } = useGround(work.id);
  const moments = work.fields.filter(({ type }) => type === 'datetime');
  const choices = work.fields.filter(({ type }) => type === 'choice');
  const begin = (): Arrival => {
    const [field = '', departed = field, arrived = field] = moments.map(({ id }) => id);
    return { field, basis: choices[0]?.id ?? '', departed, arrived, stepMinutes: 10 };
  };
  const set = (key: keyof Arrival) => (next: unknown) => value && onChange(withProperty(value, key, next));
  return (
    <Setting label={<h2 data-part="arrival">{t('arrival')}</h2>} hint={t('arrival_hint')}>
      <Switch
        aria-label={t('arrival')}
        style={{ justifySelf: 'start' }}
        checked={value !== undefined}
        onChange={(isOn) => onChange(isOn ? begin() : undefined)}
      />
      {value && (
        <>
          {(['field', 'departed', 'arrived'] as const).map((key) => (
            <FieldSelect
              key={key}
              label={t(`arrival_${key}`)}
              fields={moments}
              value={value[key]}
              onChange={(field) => field !== undefined && set(key)(field)}
            />
          ))}
          <FieldSelect
            label={t('arrival_left')}
            fields={moments}
            value={value.left}
            isOptional
            onChange={set('left')}
          />
          <FieldSelect
            label={t('arrival_basis')}
            fields={choices}
            value={value.basis}
            onChange={(field) => field !== undefined && set('basis')(field)}
          />
          <ConditionField
            label={t('arrival_filter')}
            ground={ground}
            value={value.filter}
            onChange={set('filter')}
          />
          <NumberSetting
            label={t('arrival_step')}
            min={1}
            max={120}
            value={value.stepMinutes}
            onChange={(minutes) => set('stepMinutes')(minutes ?? 10)}
          />
        </>
      )}
    </Setting>
  );
}
