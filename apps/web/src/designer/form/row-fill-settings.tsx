import { type Field, type Form, fieldTypeOf, type RowFill } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { filterNamesOf, namesOf } from '../conditions/field-names.js';
import { FillEditor } from '../intake/fill-editor.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { formDesignWords } from './form-words.js';

interface Props {
  field: Field;
  ground: Ground;
  onChange: (field: Field, key?: string) => void;
}

/** The button that fills a sub-table from the records of another form. */
export function RowFillSettings({ field, ground, onChange }: Props) {
  const t = useWords(formDesignWords);
  const text = useText();
  const { forms } = useAppScope();
  const { fill, fields = [] } = field;
  const source = forms.get(fill?.form ?? '');
  const write = (next: RowFill | undefined, key?: string) => {
    const { fill: _before, ...rest } = field;
    onChange(next ? { ...rest, fill: next } : rest, key);
  };
  const begin = (id: string | undefined) => {
    const form = forms.get(id ?? '');
    const pair = form && firstPair(form, fields);
    write(form && pair && { label: t('new_fill'), form: form.id, columns: [pair], key: [pair.field] });
  };
  const offered = [...forms.values()].filter((form) => firstPair(form, fields) !== undefined);
  const nameOf = (id: string) => text(fields.find((column) => column.id === id)?.label) || id;
  return (
    <>
      <Setting label={t('row_fill')} hint={t('row_fill_hint')}>
        <Select
          allowClear
          aria-label={t('row_fill')}
          value={fill?.form ?? null}
          options={offered.map(({ id, label }) => ({ value: id, label: text(label) }))}
          onChange={(id: string | undefined) => begin(id)}
        />
      </Setting>
      {fill && source && (
        <>
          <TextSetting
            label={t('label')}
            value={fill.label}
            isRequired
            onChange={(label) => write({ ...fill, label: label ?? ' ' }, 'fill label')}
          />
          <FillEditor
            from={source}
            target={{ fields }}
            value={fill.columns}
            onChange={(columns) => columns.length > 0 && write({ ...fill, columns })}
          />
          <Setting label={t('row_fill_key')}>
            <Select
              mode="multiple"
              aria-label={t('row_fill_key')}
              value={fill.key}
              options={fill.columns.map((pair) => ({ value: pair.field, label: nameOf(pair.field) }))}
              onChange={(key) => key.length > 0 && write({ ...fill, key })}
            />
          </Setting>
          <FillFilter fill={fill} source={source} ground={ground} onChange={write} />
        </>
      )}
    </>
  );
}

interface FilterProps {
  fill: RowFill;
  source: Form;
  ground: Ground;
  onChange: (fill: RowFill) => void;
}

function FillFilter({ fill, source, ground, onChange }: FilterProps) {
  const t = useWords(formDesignWords);
  const locale = useLocale();
  const { forms } = useAppScope();
  return (
    <ConditionField
      label={t('filter')}
      ground={{
        names: filterNamesOf(namesOf(source, forms, locale), ground.names, locale),
        fields: conditionFieldsOf(source, forms),
      }}
      value={fill.filter}
      onChange={(filter) => {
        const { filter: _before, ...rest } = fill;
        onChange(filter === undefined ? rest : { ...rest, filter });
      }}
    />
  );
}

/** A column that a record of the form can fill: by itself, or by a field of the same type. */
function firstPair(form: Form, columns: readonly Field[]): RowFill['columns'][number] | undefined {
  const itself = columns.find((column) => column.form === form.id);
  if (itself) return { field: itself.id, from: 'id' };
  for (const column of columns) {
    const type = JSON.stringify(fieldTypeOf(column).type(column));
    const from = form.fields.find(
      (field) => field.form !== undefined && JSON.stringify(fieldTypeOf(field).type(field)) === type,
    );
    if (from) return { field: column.id, from: from.id };
  }
  return undefined;
}
