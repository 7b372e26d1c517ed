import type { Form, Overview, OverviewList, OverviewMoments } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround, useOthersGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { FiguresEditor } from '../figures/figures-editor.js';
import { withProperty } from '../form/type-settings.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { NumberSetting } from '../parts/number-setting.js';
import { TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { CardList } from './card-list.js';
import { DesignSheet } from './design-sheet.js';
import { FieldSelect, FieldsSelect, isShowable } from './fields-select.js';
import { FillEditor } from './fill-editor.js';
import { intakeDesignWords } from './intake-design-words.js';

/** Designs everything that is shown around one record. */
export function OverviewDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(intakeDesignWords);
  const page = useDraftView(store).document as Overview;
  const { form } = useGround(page.form);
  const set = (key: keyof Overview) => (value: unknown) =>
    store.change((before) => withProperty(before as Overview, key, value), key);
  const moments = page.timeline ?? [];
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <FormSelect
        label={t('about')}
        value={page.form}
        onChange={(next) =>
          store.change((before) => ({ ...(before as Overview), form: next, fields: [], lists: [] }))
        }
      />
      <FieldsSelect
        label={t('fields')}
        form={form}
        value={page.fields}
        onChange={set('fields')}
        fits={(field) => !field.fields}
      />
      <FiguresEditor form={form} figures={page.figures} onChange={set('figures')} />
      <CardList
        label={t('lists')}
        add={t('add_list')}
        items={page.lists}
        keyOf={({ id }) => id}
        begin={(): OverviewList => ({
          id: newId(
            'list',
            'list',
            page.lists.map(({ id }) => id),
          ),
          form: page.form,
          filter: false,
          columns: [form.title ?? form.fields[0]?.id ?? 'id'],
        })}
        onChange={set('lists')}
      >
        {(list, write) => <ListSettings list={list} about={form} onChange={write} />}
      </CardList>
      <CardList
        label={t('timeline')}
        add={t('add_moments')}
        items={moments}
        keyOf={({ id }) => id}
        begin={(): OverviewMoments => ({
          id: newId(
            'moments',
            'moments',
            moments.map(({ id }) => id),
          ),
          form: page.form,
          filter: false,
          at: 'created_at',
        })}
        onChange={(next) => set('timeline')(next.length === 0 ? undefined : next)}
      >
        {(one, write) => <MomentSettings moments={one} about={form} onChange={write} />}
      </CardList>
    </DesignSheet>
  );
}

function ListSettings(props: { list: OverviewList; about: Form; onChange: (list: OverviewList) => void }) {
  const { list, about, onChange } = props;
  const t = useWords(intakeDesignWords);
  const { form } = useGround(list.form);
  const ground = useOthersGround(list.form, about);
  const set = (key: keyof OverviewList) => (value: unknown) => onChange(withProperty(list, key, value));
  return (
    <>
      <TextSetting label={t('wording')} value={list.label} onChange={set('label')} />
      <FormSelect
        label={t('from')}
        value={list.form}
        onChange={(next) => onChange({ id: list.id, form: next, filter: false, columns: ['created_at'] })}
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={list.filter}
        onChange={(filter) => onChange({ ...list, filter: filter ?? false })}
      />
      <FieldsSelect
        label={t('columns')}
        form={form}
        value={list.columns}
        onChange={set('columns')}
        fits={isShowable}
      />
      <NumberSetting
        label={t('limit')}
        min={1}
        max={50}
        usual={10}
        value={list.limit}
        onChange={set('limit')}
      />
      <FillEditor
        from={about}
        target={form}
        value={list.fill ?? []}
        onChange={(fill) => set('fill')(fill.length === 0 ? undefined : fill)}
      />
    </>
  );
}

function MomentSettings(props: {
  moments: OverviewMoments;
  about: Form;
  onChange: (moments: OverviewMoments) => void;
}) {
  const { moments, about, onChange } = props;
  const t = useWords(intakeDesignWords);
  const { form } = useGround(moments.form);
  const ground = useOthersGround(moments.form, about);
  const set = (key: keyof OverviewMoments) => (value: unknown) => onChange(withProperty(moments, key, value));
  return (
    <>
      <FormSelect
        label={t('from')}
        value={moments.form}
        onChange={(next) => onChange({ id: moments.id, form: next, filter: false, at: 'created_at' })}
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={moments.filter}
        onChange={(filter) => onChange({ ...moments, filter: filter ?? false })}
      />
      <FieldSelect
        label={t('at')}
        form={form}
        value={moments.at === 'created_at' ? undefined : moments.at}
        fits={({ type }) => type === 'datetime'}
        onChange={(at) => onChange({ ...moments, at: at ?? 'created_at' })}
      />
      <FieldSelect
        label={t('words')}
        form={form}
        value={moments.text}
        onChange={set('text')}
        fits={isShowable}
      />
      <SwitchSetting
        label={t('comments')}
        isOn={moments.comments === true}
        onChange={(isOn) => set('comments')(isOn || undefined)}
      />
    </>
  );
}
