import type { Type } from '@fieldwork/expression';
import { type Form, fieldOf, type Ledger } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { FormulaField, type Ground } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import { Setting } from '../parts/setting.js';
import { ledgerDesignWords } from './ledger-words.js';

type Worth = NonNullable<Ledger['value']>;
type Single = NonNullable<Ledger['single']>;

const number: Type = { kind: 'number' };
const methods = ['moving_average', 'standard'] as const;

/** What there is one of, such as a serial number, which is in one place at a time. */
export function SingleSettings({
  ledger,
  form,
  onChange,
}: {
  ledger: Ledger;
  form: Form;
  onChange: (single: Single | undefined) => void;
}) {
  const t = useWords(ledgerDesignWords);
  const text = useText();
  const { single } = ledger;
  const keys = ledger.keys.flatMap((id) => fieldOf(form, id) ?? []);
  return (
    <>
      <FieldSelect
        label={t('single')}
        fields={keys}
        value={single?.key}
        isOptional
        onChange={(key) => onChange(key === undefined ? undefined : { key })}
      />
      {single && (
        <Setting label={t('single_per')} hint={t('single_hint')}>
          <Select
            mode="multiple"
            aria-label={t('single_per')}
            value={single.per ?? []}
            maxCount={5}
            options={keys
              .filter(({ id }) => id !== single.key)
              .map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(per) => onChange(withProperty(single, 'per', per.length > 0 ? per : undefined))}
          />
        </Setting>
      )}
    </>
  );
}

/** What is moved is worth something: where that is written, how it is found, and what one costs. */
export function WorthSettings({
  value,
  form,
  ground,
  onChange,
}: {
  value: Worth | undefined;
  form: Form;
  ground: Ground;
  onChange: (value: Worth | undefined) => void;
}) {
  const t = useWords(ledgerDesignWords);
  const fields = form.fields.filter(({ type, compute }) => type === 'money' && compute === undefined);
  const choose = (field: string | undefined) => {
    if (field === undefined) return onChange(undefined);
    const other = fields.find(({ id }) => id !== field);
    onChange({ method: 'moving_average', cost: other ? { var: other.id } : 0, ...value, field });
  };
  return (
    <>
      <FieldSelect
        label={t('value_field')}
        hint={t('value_hint')}
        fields={fields}
        value={value?.field}
        isOptional
        onChange={choose}
      />
      {value && (
        <>
          <Setting label={t('method')}>
            <Select
              aria-label={t('method')}
              value={value.method}
              onChange={(method) => onChange({ ...value, method })}
              options={methods.map((method) => ({ value: method, label: t(`method_${method}`) }))}
            />
          </Setting>
          <FormulaField
            label={t('cost')}
            ground={ground}
            expected={number}
            value={value.cost}
            onChange={(cost) => onChange({ ...value, cost: cost ?? 0 })}
          />
        </>
      )}
    </>
  );
}
