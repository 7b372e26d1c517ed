import type { FieldBegin, FieldPage } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect, FieldsSelect } from '../intake/fields-select.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface PartProps {
  page: FieldPage;
  set: (key: keyof FieldPage) => (value: unknown) => void;
}
type Find = NonNullable<FieldBegin['find']>[number];

/** What can be begun on the phone. */
export function BeginPart({ page, set }: PartProps) {
  const t = useWords(phoneDesignWords);
  const begins = page.begin ?? [];
  return (
    <CardList
      label={t('begin')}
      add={t('add_find')}
      most={10}
      items={begins}
      keyOf={({ id }) => id}
      begin={(): FieldBegin => ({
        id: newId(
          'begin',
          'begin',
          begins.map(({ id }) => id),
        ),
        label: t('begin_label'),
        form: page.work.form,
        on: page.work.form,
      })}
      onChange={(next) => set('begin')(next.length > 0 ? next : undefined)}
    >
      {(begin, write) => <BeginSettings begin={begin} onChange={write} />}
    </CardList>
  );
}

function BeginSettings({ begin, onChange }: { begin: FieldBegin; onChange: (begin: FieldBegin) => void }) {
  const t = useWords(phoneDesignWords);
  const { forms } = useAppScope();
  const { form } = useGround(begin.form);
  const { ground } = useGround(begin.on ?? '');
  const write = (key: keyof FieldBegin) => (value: unknown) => onChange(withProperty(begin, key, value));
  const some = (key: keyof FieldBegin) => (list: readonly unknown[]) =>
    write(key)(list.length > 0 ? list : undefined);
  return (
    <>
      <TextSetting label={t('label')} value={begin.label} onChange={write('label')} />
      <FormSelect
        label={t('begin_form')}
        value={begin.form}
        onChange={(next) => {
          const { set: _set, find: _find, fields: _fields, ...rest } = begin;
          onChange({ ...rest, form: next });
        }}
      />
      <FormSelect
        label={t('begin_on')}
        value={begin.on !== undefined && forms.has(begin.on) ? begin.on : ''}
        onChange={write('on')}
        onClear={() => {
          const { on: _on, when: _when, set: _set, ...rest } = begin;
          onChange(rest);
        }}
      />
      {begin.on !== undefined && (
        <ConditionField label={t('begin_when')} ground={ground} value={begin.when} onChange={write('when')} />
      )}
      <Setting label={t('suggest')}>
        <AssignmentsEditor target={form} set={begin.set ?? []} ground={ground} onChange={some('set')} />
      </Setting>
      <CardList
        label={t('find_one')}
        hint={t('find_one_hint')}
        add={t('add_find')}
        most={5}
        items={begin.find ?? []}
        keyOf={({ field }) => field}
        begin={(): Find => ({ field: 'reference', filter: false })}
        onChange={some('find')}
      >
        {(find, change) => <FindSettings begin={begin} find={find} onChange={change} />}
      </CardList>
      <FieldsSelect label={t('fields')} form={form} value={begin.fields ?? []} onChange={some('fields')} />
    </>
  );
}

function FindSettings(props: { begin: FieldBegin; find: Find; onChange: (find: Find) => void }) {
  const { begin, find, onChange } = props;
  const t = useWords(phoneDesignWords);
  const { form } = useGround(begin.form);
  const target = form.fields.find(({ id }) => id === find.field)?.form ?? '';
  const { ground } = useGround(target);
  return (
    <>
      <FieldSelect
        label={t('field')}
        form={form}
        value={find.field}
        fits={({ type }) => type === 'reference'}
        onChange={(field) => onChange({ field: field ?? 'reference', filter: false })}
      />
      <ConditionField
        label={t('which')}
        ground={ground}
        value={find.filter}
        onChange={(filter) => onChange({ ...find, filter: filter ?? false })}
      />
    </>
  );
}
