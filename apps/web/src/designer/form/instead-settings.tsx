import { type Field, type Form, fieldTypeOf, type Instead } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { filterNamesOf, namesOf } from '../conditions/field-names.js';
import { Setting } from '../parts/setting.js';
import { formDesignWords } from './form-words.js';

interface Props {
  field: Field;
  target: Form;
  ground: Ground;
  onChange: (field: Field) => void;
}

/** What a picker offers in place of a chosen record of which nothing is left. */
export function InsteadSettings({ field, target, ground, onChange }: Props) {
  const t = useWords(formDesignWords);
  const text = useText();
  const locale = useLocale();
  const { forms } = useAppScope();
  const tables = target.fields.filter((table) => itemOf(table, target) !== undefined);
  const tellers = [...forms.values()].filter((form) => leftIn(form, target) !== undefined);
  const { instead } = field;
  if (!instead && (tables.length === 0 || tellers.length === 0)) return null;
  const teller = forms.get(instead?.left.form ?? '');
  const write = (next: Instead | undefined) => {
    const { instead: _before, ...rest } = field;
    onChange(next ? { ...rest, instead: next } : rest);
  };
  const choose = (rows: string | undefined) => {
    const item = itemOf(
      tables.find(({ id }) => id === rows),
      target,
    );
    const left = instead?.left ?? (tellers[0] && leftIn(tellers[0], target));
    write(rows !== undefined && item !== undefined && left ? { rows, item, left } : undefined);
  };
  const optionsOf = (fields: readonly Field[]) =>
    fields.map(({ id, label }) => ({ value: id, label: text(label) }));
  const pickers =
    instead &&
    teller &&
    ([
      { name: 'left_key', key: 'key', fields: teller.fields.filter((one) => one.form === target.id) },
      { name: 'left_quantity', key: 'quantity', fields: teller.fields.filter(isNumber) },
    ] as const);
  return (
    <>
      <Setting label={t('instead')}>
        <Select
          aria-label={t('instead_rows')}
          allowClear
          placeholder={t('instead_rows')}
          value={instead?.rows ?? null}
          options={optionsOf(tables)}
          onChange={(rows: string | undefined) => choose(rows)}
        />
      </Setting>
      {instead && (
        <Setting label={t('left_form')}>
          <Select
            aria-label={t('left_form')}
            value={instead.left.form}
            options={tellers.map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(id) => {
              const left = leftIn(forms.get(id), target);
              if (left) write({ ...instead, left });
            }}
          />
        </Setting>
      )}
      {instead &&
        (pickers || []).map(({ name, key, fields }) => (
          <Setting key={key} label={t(name)}>
            <Select
              aria-label={t(name)}
              value={instead.left[key]}
              options={optionsOf(fields)}
              onChange={(id) => write({ ...instead, left: { ...instead.left, [key]: id } })}
            />
          </Setting>
        ))}
      {instead &&
        teller &&
        (['filter', 'when'] as const).map((part) => (
          <ConditionField
            key={part}
            label={t(`left_${part}`)}
            ground={{
              names: filterNamesOf(namesOf(teller, forms, locale), ground.names, locale),
              fields: conditionFieldsOf(teller, forms),
            }}
            value={instead.left[part]}
            onChange={(next) => write({ ...instead, left: withPart(instead.left, part, next) })}
          />
        ))}
      {instead && (
        <Setting label={t('left_asked')} hint={t('left_asked_hint')}>
          <Select
            allowClear
            aria-label={t('left_asked')}
            value={instead.left.asked ?? null}
            options={Object.entries(ground.names.types)
              .filter(([path, type]) => type.kind === 'number' && !path.includes('.'))
              .map(([path]) => ({ value: path, label: ground.names.words.get(path) ?? path }))}
            onChange={(asked: string | undefined) =>
              write({ ...instead, left: withPart(instead.left, 'asked', asked) })
            }
          />
        </Setting>
      )}
    </>
  );
}

/** What is left with one part set, or taken away. */
function withPart<K extends 'filter' | 'when' | 'asked'>(
  left: Instead['left'],
  part: K,
  value: Instead['left'][K] | undefined,
): Instead['left'] {
  const { [part]: _before, ...rest } = left;
  return (value === undefined ? rest : { ...rest, [part]: value }) as Instead['left'];
}

function isNumber(field: Field): boolean {
  return fieldTypeOf(field).type(field)?.kind === 'number';
}

/** The column of a sub-table that refers to the form itself. */
function itemOf(table: Field | undefined, target: Form): string | undefined {
  return table?.fields?.find(({ form }) => form === target.id)?.id;
}

/** A form can tell what is left where it refers to the records and has a number. */
function leftIn(form: Form | undefined, target: Form): Instead['left'] | undefined {
  const key = form?.fields.find((field) => field.form === target.id)?.id;
  const quantity = form?.fields.find(isNumber)?.id;
  return form && key !== undefined && quantity !== undefined ? { form: form.id, key, quantity } : undefined;
}
