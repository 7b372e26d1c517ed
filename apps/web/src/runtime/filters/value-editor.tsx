import type { Field, FieldTypeName } from '@fieldwork/metadata';
import { Select } from 'antd';
import { instantAt, momentOf } from '../../api/time-zone.js';
import { widgetOf } from '../../widgets/registry.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Condition } from './conditions.js';
import type { FilterField, FilterKind } from './filter-fields.js';
import { filterWords } from './filter-words.js';
import styles from './filters.module.css';
import { MultiPicker } from './multi-picker.js';
import { periods } from './periods.js';

const inputTypes: Partial<Record<FilterKind, FieldTypeName>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
};

interface EditorProps {
  field: FilterField;
  condition: Condition;
  onChange: (value: unknown) => void;
}

/** The input for a condition's value, by kind of field and operator. */
export function ValueEditor(props: EditorProps) {
  const t = useWords(filterWords);
  const { field, condition, onChange } = props;
  const { operator, value } = condition;
  if (operator === 'empty' || operator === 'filled' || operator === 'me') return null;
  if (operator === 'within')
    return (
      <Select
        aria-label={t('value')}
        value={value ?? null}
        onChange={onChange}
        options={periods.map((period) => ({ value: period, label: t(period) }))}
      />
    );
  if (operator === 'between') return <Between {...props} />;
  if (operator === 'any_of' || operator === 'none_of' || operator === 'has_any')
    return (
      <MultiPicker field={field} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} />
    );
  if (field.kind === 'boolean') return <YesNo value={value} onChange={onChange} />;
  return (
    <Plain
      field={field}
      value={value}
      onChange={onChange}
      label={t('value')}
      isEnd={operator === 'at_most'}
    />
  );
}

function YesNo({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
  const t = useWords(filterWords);
  const v = useWords(verbs);
  return (
    <Select
      aria-label={t('value')}
      value={value ?? null}
      onChange={onChange}
      options={[
        { value: true, label: v('yes') },
        { value: false, label: v('no') },
      ]}
    />
  );
}

function Between({ field, condition, onChange }: EditorProps) {
  const t = useWords(filterWords);
  const [from, to] = Array.isArray(condition.value) ? condition.value : [null, null];
  return (
    <div className={styles.pair}>
      <Plain field={field} value={from} label={t('from')} onChange={(next) => onChange([next, to])} />
      <Plain field={field} value={to} label={t('to')} onChange={(next) => onChange([from, next])} isEnd />
    </div>
  );
}

interface PlainProps {
  field: FilterField;
  value: unknown;
  label: string;
  /** A day as an upper bound means its last moment. */
  isEnd?: boolean;
  onChange: (value: unknown) => void;
}

/** The widget of the form's own field type; moments are asked for as days. */
function Plain({ field, value, label, isEnd, onChange }: PlainProps) {
  const type = inputTypes[field.kind] ?? 'text';
  const { Input } = widgetOf({ type });
  const isMoment = field.kind === 'datetime';
  const asField: Field = { id: 'value', label, type, placeholder: label };
  const shown =
    isMoment && typeof value === 'string' ? momentOf(value).format('YYYY-MM-DD') : (value ?? null);
  const take = (next: unknown) => {
    if (!isMoment || typeof next !== 'string') return onChange(next);
    const day = instantAt(next);
    return onChange((isEnd ? day.endOf('day') : day).toISOString());
  };
  return <Input id={`filter-${label}`} field={asField} value={shown} values={{}} onChange={take} />;
}
