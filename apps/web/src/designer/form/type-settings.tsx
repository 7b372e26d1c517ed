import { type Field, fieldTypeOf } from '@fieldwork/metadata';
import { Input, InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { filterNamesOf, namesOf } from '../conditions/field-names.js';
import { Setting } from '../parts/setting.js';
import { formDesignWords } from './form-words.js';
import { InsteadSettings } from './instead-settings.js';
import { OptionsEditor } from './options-editor.js';
import { RowFillSettings } from './row-fill-settings.js';

interface SettingProps {
  field: Field;
  onChange: (field: Field, key?: string) => void;
}

const wholeNumbers = [
  'minLength',
  'maxLength',
  'scale',
  'most',
  'minRows',
  'maxRows',
  'digits',
  'within',
] as const;
const decimals = ['min', 'max'] as const;
const plainTexts = ['unit', 'currency', 'prefix'] as const;
const lists = {
  datePart: ['none', 'YYYY', 'YYYYMM', 'YYYYMMDD'],
  reset: ['never', 'year', 'month', 'day'],
  result: ['number', 'text', 'boolean', 'date', 'datetime'],
} as const;

/** Sets one property; empty takes it away, since documents hold no empties. */
export function withProperty<O extends object>(object: O, key: string, value: unknown): O {
  const { [key]: _before, ...rest } = object as Record<string, unknown>;
  return (value === undefined || value === null || value === '' ? rest : { ...rest, [key]: value }) as O;
}

/** The settings that only this type of field has, as the type itself declares them. */
export function TypeSettings({ ground, ...props }: SettingProps & { ground: Ground }) {
  const { field } = props;
  const has = (name: string) => Object.hasOwn(fieldTypeOf(field).settings, name);
  return (
    <>
      {has('options') && <OptionsEditor {...props} />}
      {has('form') && <TargetSettings {...props} ground={ground} />}
      {Object.keys(lists)
        .filter(has)
        .map((name) => (
          <ListSetting key={name} {...props} name={name as keyof typeof lists} />
        ))}
      {plainTexts.filter(has).map((name) => (
        <TextOf key={name} {...props} name={name} />
      ))}
      {decimals.filter(has).map((name) => (
        <TextOf key={name} {...props} name={name} />
      ))}
      {wholeNumbers.filter(has).map((name) => (
        <NumberOf key={name} {...props} name={name} />
      ))}
      {has('fill') && <RowFillSettings {...props} ground={ground} />}
      {field.type === 'auto_number' && <NumberPreview field={field} />}
    </>
  );
}

function TextOf({
  field,
  onChange,
  name,
}: SettingProps & { name: (typeof plainTexts | typeof decimals)[number] }) {
  const t = useWords(formDesignWords);
  const isNumber = name === 'min' || name === 'max';
  return (
    <Setting label={t(name)}>
      <Input
        aria-label={t(name)}
        value={field[name] ?? ''}
        maxLength={isNumber ? 40 : 20}
        placeholder={name === 'currency' ? 'CNY' : ''}
        onChange={({ target }) => {
          const value = name === 'currency' ? target.value.toUpperCase() : target.value;
          onChange(withProperty(field, name, isNumber ? value.trim() : value), name);
        }}
      />
    </Setting>
  );
}

function NumberOf({ field, onChange, name }: SettingProps & { name: (typeof wholeNumbers)[number] }) {
  const t = useWords(formDesignWords);
  return (
    <Setting label={t(name)}>
      <InputNumber
        aria-label={t(name)}
        style={{ width: '100%' }}
        min={0}
        precision={0}
        value={field[name] ?? null}
        onChange={(value) => onChange(withProperty(field, name, value), name)}
      />
    </Setting>
  );
}

function ListSetting({ field, onChange, name }: SettingProps & { name: keyof typeof lists }) {
  const t = useWords(formDesignWords);
  const wordOf = (value: string) => {
    if (name === 'reset') return t(`reset_${value as (typeof lists.reset)[number]}`);
    if (name === 'result') return t(`result_${value as (typeof lists.result)[number]}`);
    return value === 'none' ? t('date_none') : value;
  };
  return (
    <Setting label={t(name)}>
      <Select
        aria-label={t(name)}
        value={field[name] ?? lists[name][0]}
        options={lists[name].map((value) => ({ value: value as string, label: wordOf(value) }))}
        onChange={(value) => onChange(withProperty(field, name, value))}
      />
    </Setting>
  );
}

function TargetSettings({ field, ground, onChange }: SettingProps & { ground: Ground }) {
  const t = useWords(formDesignWords);
  const text = useText();
  const locale = useLocale();
  const { forms } = useAppScope();
  const target = forms.get(field.form ?? '');
  return (
    <>
      <Setting label={t('target')}>
        <Select
          aria-label={t('target')}
          value={field.form || null}
          status={target ? '' : 'error'}
          options={[...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
          onChange={(form) => {
            const {
              lookups: _lookups,
              filter: _filter,
              fitting: _fitting,
              instead: _instead,
              ...rest
            } = field;
            onChange({ ...rest, form });
          }}
        />
      </Setting>
      {target && (
        <>
          <Setting label={t('lookups')}>
            <Select
              mode="multiple"
              aria-label={t('lookups')}
              showSearch={{ optionFilterProp: 'label' }}
              value={field.lookups ?? []}
              options={target.fields
                .filter(({ id }) => id !== target.title)
                .map(({ id, label }) => ({ value: id, label: text(label) }))}
              onChange={(lookups) =>
                onChange(withProperty(field, 'lookups', lookups.length > 0 ? lookups : undefined))
              }
            />
          </Setting>
          {(['filter', 'fitting'] as const)
            .filter((name) => Object.hasOwn(fieldTypeOf(field).settings, name))
            .map((name) => (
              <ConditionField
                key={name}
                label={t(name)}
                ground={{
                  names: filterNamesOf(namesOf(target, forms, locale), ground.names, locale),
                  fields: conditionFieldsOf(target, forms),
                }}
                value={field[name]}
                onChange={(condition) => onChange(withProperty(field, name, condition))}
              />
            ))}
          {Object.hasOwn(fieldTypeOf(field).settings, 'instead') && (
            <InsteadSettings field={field} target={target} ground={ground} onChange={onChange} />
          )}
        </>
      )}
    </>
  );
}

const exampleDates: Record<string, (now: Date) => string> = {
  none: () => '',
  YYYY: (now) => String(now.getFullYear()),
  YYYYMM: (now) => `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}`,
  YYYYMMDD: (now) =>
    `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`,
};

function NumberPreview({ field }: { field: Field }) {
  const t = useWords(formDesignWords);
  const date = exampleDates[field.datePart ?? 'none']?.(new Date()) ?? '';
  const example = `${field.prefix ?? ''}${date}${'1'.padStart(field.digits ?? 4, '0')}`;
  return (
    <Setting label={t('number_preview')}>
      <strong className="figures">{example}</strong>
    </Setting>
  );
}
