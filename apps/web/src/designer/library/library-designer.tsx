import { isGrouping, isReadable, type Library } from '@fieldwork/metadata';
import { Typography } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { SortEditor } from '../form/sort-editor.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldSelect } from '../intake/fields-select.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { BrandSettings } from '../portal/brand-settings.js';
import { ChannelSelect } from '../portal/channel-select.js';
import { libraryDesignWords } from './library-design-words.js';

type Shown = Library['shown'][number];

/** Designs what anybody may read. */
export function LibraryDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(libraryDesignWords);
  const text = useText();
  const { id: app } = useAppScope();
  const page = useDraftView(store).document as Library;
  const { form, ground } = useGround(page.form);
  const set = (key: keyof Library) => (value: unknown) =>
    store.change((before) => withProperty(before as Library, key, value), key);
  const named = new Set(page.shown.map(({ field }) => field));
  const free = form.fields.find((field) => isReadable(field) && !named.has(field.id));
  const sorting = form.fields
    .filter(({ id }) => named.has(id) || id === form.title || id === page.groups)
    .map(({ id, label }) => ({ value: id, label: text(label) }));
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('hint')}</p>
      <Setting label={t('address')}>
        <Typography.Text copyable>{`${location.origin}/l/${app}/${page.id}`}</Typography.Text>
      </Setting>
      <FormSelect
        label={t('form')}
        value={page.form}
        onChange={(next) => store.change(() => begunWith(page, next))}
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={page.filter}
        onChange={(filter) => set('filter')(filter ?? false)}
      />
      <BrandSettings brand={page.brand} onChange={set('brand')} />
      <TextSetting label={t('intro')} isLong value={page.intro} onChange={set('intro')} />
      <CardList
        label={t('shown')}
        add={t('add_shown')}
        most={12}
        items={page.shown}
        keyOf={({ field }) => field}
        begin={(): Shown => ({ field: free?.id ?? 'field' })}
        onChange={(next) => next.length > 0 && set('shown')(next)}
      >
        {(line, write) => (
          <>
            <FieldSelect
              label={t('field')}
              form={form}
              value={line.field}
              fits={(field) => isReadable(field) && (field.id === line.field || !named.has(field.id))}
              onChange={(field) => field !== undefined && write({ ...line, field })}
            />
            <TextSetting
              label={t('label')}
              value={line.label}
              onChange={(label) => write(withProperty(line, 'label', label))}
            />
          </>
        )}
      </CardList>
      <FieldSelect
        label={t('excerpt')}
        form={form}
        value={page.excerpt}
        fits={({ id }) => named.has(id)}
        onChange={set('excerpt')}
      />
      <FieldSelect
        label={t('groups')}
        form={form}
        value={page.groups}
        fits={isGrouping}
        onChange={set('groups')}
      />
      <SortEditor columns={sorting} value={page.sort} onChange={set('sort')} />
      <ChannelSelect
        label={t('report')}
        value={page.report}
        fits={({ type }) => type === 'public_form'}
        onChange={set('report')}
      />
    </DesignSheet>
  );
}

/** Over another form: what named fields of the former one has to be chosen again, and nothing is public meanwhile. */
function begunWith(
  { excerpt: _excerpt, groups: _groups, sort: _sort, ...page }: Library,
  form: string,
): Library {
  return { ...page, form, filter: false, shown: [{ field: 'field' }] };
}
