import {
  type FieldAlso,
  type FieldBack,
  type FieldPage,
  type Form,
  fieldTypeOf,
  holdsFiles,
} from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { columnsOf } from '../../runtime/list/columns.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { SortEditor } from '../form/sort-editor.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect, FieldsSelect } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface SetsPartProps {
  page: FieldPage;
  set: (key: keyof FieldPage) => (value: unknown) => void;
}

/** What comes along with the work. */
export function SetsPart({ page, set }: SetsPartProps) {
  const t = useWords(phoneDesignWords);
  const { form } = useGround(page.work.form);
  return (
    <>
      <FieldsSelect
        label={t('follow')}
        form={form}
        value={page.follow}
        fits={({ type }) => type === 'reference'}
        onChange={set('follow')}
      />
      <CardList
        label={t('back')}
        add={t('add_back')}
        most={10}
        items={page.back ?? []}
        keyOf={(back) => `${back.form} ${back.of} ${back.field}`}
        begin={(): FieldBack => ({
          form: page.work.form,
          field: 'reference',
          of: page.follow[0] ?? 'reference',
          sort: [{ field: 'created_at', direction: 'descending' }],
          last: 5,
        })}
        onChange={(next) => set('back')(next.length > 0 ? next : undefined)}
      >
        {(back, write) => <BackSettings back={back} work={form} onChange={write} />}
      </CardList>
      <CardList
        label={t('also')}
        add={t('add_also')}
        most={20}
        items={page.also ?? []}
        keyOf={(also) => also.form}
        begin={(): FieldAlso => ({ form: page.work.form, filter: false })}
        onChange={(next) => set('also')(next.length > 0 ? next : undefined)}
      >
        {(also, write) => <AlsoSettings also={also} onChange={write} />}
      </CardList>
    </>
  );
}

function BackSettings(props: { back: FieldBack; work: Form; onChange: (back: FieldBack) => void }) {
  const { back, work, onChange } = props;
  const t = useWords(phoneDesignWords);
  const text = useText();
  const { form } = useGround(back.form);
  const columns = columnsOf(form, []).map(({ path, label }) => ({ value: path, label: text(label) }));
  return (
    <>
      <FormSelect
        label={t('work_form')}
        value={back.form}
        onChange={(next) => onChange({ ...back, form: next, field: 'reference' })}
      />
      <FieldSelect
        label={t('back_of')}
        form={work}
        value={back.of}
        fits={({ type }) => type === 'reference'}
        onChange={(of) => onChange({ ...back, of: of ?? 'reference' })}
      />
      <FieldSelect
        label={t('back_field')}
        form={form}
        value={back.field}
        fits={({ type }) => type === 'reference'}
        onChange={(field) => onChange({ ...back, field: field ?? 'reference' })}
      />
      <SortEditor
        columns={columns}
        value={back.sort}
        onChange={(sort) => onChange({ ...back, sort: sort ?? [] })}
      />
      <NumberSetting
        label={t('last')}
        min={1}
        max={20}
        value={back.last}
        onChange={(last) => onChange({ ...back, last: last ?? 5 })}
      />
    </>
  );
}

function AlsoSettings({ also, onChange }: { also: FieldAlso; onChange: (also: FieldAlso) => void }) {
  const t = useWords(phoneDesignWords);
  const { forms } = useAppScope();
  const { form, ground } = useGround(also.form);
  return (
    <>
      <FormSelect
        label={t('work_form')}
        value={forms.has(also.form) ? also.form : ''}
        onChange={(form) => onChange({ form })}
      />
      <ConditionField
        label={t('which')}
        ground={ground}
        value={also.filter}
        onChange={(filter) => onChange(withProperty(also, 'filter', filter))}
      />
      <NumberSetting
        label={t('last')}
        min={1}
        max={5000}
        value={also.most}
        onChange={(most) => onChange(withProperty(also, 'most', most))}
      />
      <FieldsSelect
        label={t('also_files')}
        form={form}
        value={also.files ?? []}
        fits={(field) => holdsFiles(field) || fieldTypeOf(field).isMarkup === true}
        onChange={(files) => onChange(withProperty(also, 'files', files.length > 0 ? files : undefined))}
      />
    </>
  );
}
