import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { View } from '@fieldwork/metadata';
import { Button, Checkbox, Select } from 'antd';
import { columnsOf } from '../../runtime/list/columns.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { FlagsEditor } from './flags-editor.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import { formDesignWords } from './form-words.js';
import { SortEditor } from './sort-editor.js';
import { withProperty } from './type-settings.js';

/** The lists of the form: which records, in which columns, in which order. */
export function ViewsEditor() {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const { form, change } = useFormDesign();
  const views = form.views ?? [];
  const write = (next: View[], key = '') =>
    change((before) => withProperty(before, 'views', next.length > 0 ? next : undefined), key);
  const add = () => {
    const id = newId(
      '',
      'view',
      views.map((view) => view.id),
    );
    write([...views, { id, label: t('new_view') }]);
  };
  return (
    <div className={styles.sheet}>
      <h1>{t('views')}</h1>
      {views.length === 0 && <EmptyState title={t('no_views')} />}
      {views.map((view, index) => (
        <section key={view.id} className={styles.view} aria-label={text(view.label)}>
          <OneView view={view} onChange={(next, key) => write(views.with(index, next), key)} />
          <div className={styles.viewTools}>
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={d('move_up')}
              disabled={index === 0}
              onClick={() => write(views.toSpliced(index, 1).toSpliced(index - 1, 0, view))}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined />}
              aria-label={d('move_down')}
              disabled={index === views.length - 1}
              onClick={() => write(views.toSpliced(index, 1).toSpliced(index + 1, 0, view))}
            />
            <Button
              size="small"
              danger
              icon={<DeleteOutlined />}
              onClick={() => write(views.toSpliced(index, 1))}
            >
              {v('delete')}
            </Button>
          </div>
        </section>
      ))}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('add_view')}
      </Button>
      <h1 style={{ marginTop: 32 }}>{t('flags')}</h1>
      <p className="muted">{t('flags_hint')}</p>
      <FlagsEditor />
    </div>
  );
}

/** Whether the view is a place to read, and which words of a record its contents show. */
function ReadingSetting({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const t = useWords(formDesignWords);
  const text = useText();
  const { form } = useFormDesign();
  const set = (reading: View['reading']) => onChange(withProperty(view, 'reading', reading));
  return (
    <>
      <Checkbox
        checked={view.reading !== undefined}
        onChange={({ target }) => set(target.checked ? {} : undefined)}
      >
        {t('view_reading')}
      </Checkbox>
      {view.reading && (
        <Setting label={t('view_excerpt')}>
          <Select
            allowClear
            aria-label={t('view_excerpt')}
            value={view.reading.excerpt ?? null}
            options={form.fields.map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(excerpt: string | undefined) => set(excerpt ? { excerpt } : {})}
          />
        </Setting>
      )}
    </>
  );
}

function OneView({ view, onChange }: { view: View; onChange: (view: View, key?: string) => void }) {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { form, ground } = useFormDesign();
  const columns = columnsOf(form, []).map(({ path, label }) => ({ value: path, label: text(label) }));
  return (
    <>
      <TextSetting
        label={d('name')}
        value={view.label}
        isRequired
        onChange={(label) => onChange({ ...view, label: label ?? '' }, `view ${view.id}`)}
      />
      <Setting label={t('view_columns')}>
        <Select
          mode="multiple"
          aria-label={t('view_columns')}
          showSearch={{ optionFilterProp: 'label' }}
          value={view.columns ?? []}
          options={columns}
          onChange={(next) => onChange(withProperty(view, 'columns', next.length > 0 ? next : undefined))}
        />
      </Setting>
      <ReadingSetting view={view} onChange={onChange} />
      <ConditionField
        label={t('view_filter')}
        ground={ground}
        value={view.filter}
        onChange={(filter) => onChange(withProperty(view, 'filter', filter))}
      />
      <SortEditor
        columns={columns}
        value={view.sort}
        onChange={(sort) => onChange(withProperty(view, 'sort', sort))}
      />
    </>
  );
}
