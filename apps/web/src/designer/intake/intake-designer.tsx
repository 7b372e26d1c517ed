import {
  type Field,
  type Form,
  fieldOf,
  fieldTypeOf,
  type Intake,
  type IntakeSearch,
} from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { useDraftView } from '../document/use-draft-store.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { Setting } from '../parts/setting.js';
import { CardList } from './card-list.js';
import { DesignSheet } from './design-sheet.js';
import { FieldSelect, FieldsSelect, isShowable } from './fields-select.js';
import { FillEditor } from './fill-editor.js';
import { intakeDesignWords } from './intake-design-words.js';

const isText = (field: Field) => fieldTypeOf(field).type(field)?.kind === 'text';

/** Designs where requests by telephone are taken. */
export function IntakeDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(intakeDesignWords);
  const page = useDraftView(store).document as Intake;
  const { form, ground } = useGround(page.form);
  const set = (key: keyof Intake) => (value: unknown) =>
    store.change((before) => withProperty(before as Intake, key, value), key);
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <FormSelect
        label={t('files')}
        value={page.form}
        onChange={(next) => {
          const { fields: _fields, set: _set, caller: _caller, ...rest } = page;
          store.change(() => ({
            ...rest,
            form: next,
            search: page.search.map((one) => ({ ...one, fill: [] })),
          }));
        }}
      />
      <FieldsSelect
        label={t('asked')}
        form={form}
        value={page.fields ?? []}
        onChange={(fields) => set('fields')(fields.length === 0 ? undefined : fields)}
      />
      <Setting label={t('values')}>
        <AssignmentsEditor
          target={form}
          set={page.set ?? []}
          ground={ground}
          onChange={(next) => set('set')(next.length === 0 ? undefined : next)}
        />
      </Setting>
      <CardList
        label={t('searches')}
        add={t('add_search')}
        items={page.search}
        keyOf={({ id }) => id}
        begin={(): IntakeSearch => ({
          id: newId(
            'search',
            'search',
            page.search.map(({ id }) => id),
          ),
          form: page.form,
          fields: [form.title ?? form.fields[0]?.id ?? 'id'],
          fill: [],
        })}
        onChange={set('search')}
      >
        {(search, write) => <SearchSettings search={search} target={form} onChange={write} />}
      </CardList>
      <FieldSelect
        label={t('caller')}
        form={form}
        value={page.caller}
        onChange={set('caller')}
        fits={isText}
      />
    </DesignSheet>
  );
}

function SearchSettings(props: {
  search: IntakeSearch;
  target: Form;
  onChange: (search: IntakeSearch) => void;
}) {
  const { search, target, onChange } = props;
  const t = useWords(intakeDesignWords);
  const text = useText();
  const { pages } = useAppScope();
  const { form, ground } = useGround(search.form);
  const set = (key: keyof IntakeSearch) => (value: unknown) => onChange(withProperty(search, key, value));
  const shownForm =
    search.overviewOf === undefined ? form.id : (fieldOf(form, search.overviewOf)?.form ?? form.id);
  const overviews = [...pages.values()].filter((page) => page.type === 'overview' && page.form === shownForm);
  return (
    <>
      <FormSelect
        label={t('from')}
        value={search.form}
        onChange={(next) => onChange({ id: search.id, form: next, fields: ['id'], fill: [] })}
      />
      <FieldsSelect
        label={t('by')}
        form={form}
        value={search.fields}
        onChange={set('fields')}
        fits={isText}
      />
      <ConditionField
        label={t('search_filter')}
        ground={ground}
        value={search.filter}
        onChange={set('filter')}
      />
      <FieldsSelect
        label={t('shown')}
        form={form}
        value={search.shown ?? []}
        fits={isShowable}
        onChange={(shown) => set('shown')(shown.slice(0, 4))}
      />
      <FillEditor from={form} target={target} value={search.fill} onChange={set('fill')} />
      <FieldSelect
        label={t('overview_of')}
        form={form}
        value={search.overviewOf}
        fits={({ type }) => type === 'reference'}
        onChange={set('overviewOf')}
      />
      <Setting label={t('overview')}>
        <Select
          allowClear
          aria-label={t('overview')}
          value={search.overview ?? null}
          onChange={(value) => set('overview')(value ?? undefined)}
          options={overviews.map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
    </>
  );
}
