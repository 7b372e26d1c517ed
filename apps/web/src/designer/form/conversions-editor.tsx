import type { Types } from '@fieldwork/expression';
import { type Conversion, type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect } from '../intake/fields-select.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { findingWords } from './finding-words.js';
import { useFormDesign } from './form-design.js';
import { withProperty } from './type-settings.js';

const holdsFiles = (field: Field): boolean => {
  const target = fieldTypeOf(field).column(field)?.target;
  return target !== undefined && 'platform' in target && target.platform === 'file';
};

/** Records of other forms that are made from a record of this one: where, when, and from what they are filled. */
export function ConversionsEditor() {
  const t = useWords(findingWords);
  const { form, change } = useFormDesign();
  const { forms } = useAppScope();
  const conversions = form.conversions ?? [];
  return (
    <CardList
      label={t('made')}
      add={t('add_conversion')}
      most={10}
      items={conversions}
      keyOf={({ id }) => id}
      begin={(): Conversion => ({
        id: newId(
          'conversion',
          'conversion',
          conversions.map(({ id }) => id),
        ),
        label: t('new_conversion'),
        to: [...forms.keys()].find((id) => id !== form.id) ?? form.id,
        set: [],
      })}
      onChange={(next) =>
        change(
          (before) => withProperty(before, 'conversions', next.length > 0 ? next : undefined),
          'conversions',
        )
      }
    >
      {(conversion, write) => <OneConversion conversion={conversion} form={form} onChange={write} />}
    </CardList>
  );
}

interface OneProps {
  conversion: Conversion;
  form: Form;
  onChange: (conversion: Conversion) => void;
}

function OneConversion({ conversion, form, onChange }: OneProps) {
  const t = useWords(findingWords);
  const { ground } = useFormDesign();
  const { form: target } = useGround(conversion.to);
  const valueGround = useValueGround(ground, form.id);
  const set = (key: keyof Conversion) => (value: unknown) => onChange(withProperty(conversion, key, value));
  return (
    <>
      <TextSetting
        label={t('button')}
        value={conversion.label}
        isRequired
        onChange={(label) => onChange({ ...conversion, label: label ?? '' })}
      />
      <FormSelect
        label={t('made_form')}
        value={conversion.to}
        onChange={(to) => {
          const { source: _source, files: _files, ...rest } = conversion;
          onChange({ ...rest, to, set: [] });
        }}
      />
      <ConditionField label={t('made_when')} ground={ground} value={conversion.when} onChange={set('when')} />
      <Setting label={t('made_values')}>
        <AssignmentsEditor
          target={target}
          set={conversion.set}
          ground={valueGround}
          onChange={(next) => onChange({ ...conversion, set: next })}
        />
      </Setting>
      <FieldSelect
        label={t('made_source')}
        form={target}
        value={conversion.source}
        fits={(field) => field.form === form.id}
        onChange={set('source')}
      />
      <CopiedFiles form={form} target={target} value={conversion.files ?? []} onChange={set('files')} />
    </>
  );
}

type Files = NonNullable<Conversion['files']>;

function CopiedFiles(props: {
  form: Form;
  target: Form;
  value: Files;
  onChange: (files: Files | undefined) => void;
}) {
  const { form, target, value, onChange } = props;
  const t = useWords(findingWords);
  const from = form.fields.find(holdsFiles);
  const to = target.fields.find(holdsFiles);
  if (value.length === 0 && !(from && to)) return null;
  return (
    <CardList
      label={t('made_files')}
      add={t('add_files')}
      most={from && to ? 10 : 0}
      items={value}
      // Pairs have no id; their place tells them apart.
      keyOf={(pair) => String(value.indexOf(pair))}
      begin={() => ({ from: from?.id ?? '', to: to?.id ?? '' })}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    >
      {(pair, write) => (
        <>
          <FieldSelect
            label={t('taken_from')}
            form={form}
            value={pair.from}
            fits={holdsFiles}
            onChange={(id) => id !== undefined && write({ ...pair, from: id })}
          />
          <FieldSelect
            label={t('put_into')}
            form={target}
            value={pair.to}
            fits={holdsFiles}
            onChange={(id) => id !== undefined && write({ ...pair, to: id })}
          />
        </>
      )}
    </CardList>
  );
}

/** In the values of the new record, the id of this one can be written into references to it. */
function useValueGround(ground: Ground, form: string): Ground {
  return useMemo(() => {
    const types: Types = { ...ground.names.types, id: { kind: 'reference', form } };
    return { ...ground, names: { ...ground.names, types } };
  }, [ground, form]);
}
