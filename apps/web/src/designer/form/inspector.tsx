import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { canBeBadge, type Field, fieldOf, fieldTypeOf, type Section, type Tabs } from '@fieldwork/metadata';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { Icon, icons } from '../../ui/icon.js';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { SwitchField } from '../conditions/expression-field.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { allColumns, usualSpan, withSpan } from './canvas-node.js';
import { FieldSettings } from './field-settings.js';
import { useFormDesign } from './form-design.js';
import { removeFields, replaceField } from './form-edit.js';
import { formDesignWords } from './form-words.js';
import { nodeOf, removeNode, replaceNode } from './layout-edit.js';
import { SubTableColumns } from './sub-table-columns.js';
import { SyncSidesSettings } from './sync-sides-settings.js';
import { withProperty } from './type-settings.js';

/** What is selected, to be set up; without a selection the form itself. */
export function Inspector() {
  const { selected, form } = useFormDesign();
  if (selected === null) return <FormSettings />;
  if (selected.startsWith('field:')) {
    const field = fieldOf(form, selected.slice('field:'.length));
    return field ? <OfField key={field.id} field={field} /> : <FormSettings />;
  }
  const node = nodeOf(form.layout, selected);
  if (node?.kind === 'section') return <OfSection key={selected} section={node} nodeKey={selected} />;
  if (node?.kind === 'tabs') return <OfTabs key={selected} tabs={node} nodeKey={selected} />;
  return <FormSettings />;
}

function OfField({ field }: { field: Field }) {
  const t = useWords(formDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const { change, ground, form, remove, select } = useFormDesign();
  const key = `field:${field.id}`;
  const write = (next: Field, part?: string) =>
    change((before) => replaceField(before, field.id, next), part === undefined ? '' : `${key} ${part}`);
  const place = nodeOf(form.layout, key);
  const drop = () => {
    if (place) return remove(key);
    change((before) => removeFields(before, [field.id]));
    return select(null);
  };
  return (
    <>
      <div className={parts.paneTitle}>{text(fieldTypeOf(field).label)}</div>
      <FieldSettings field={field} ground={ground} onChange={write}>
        {field.type === 'sub_table' && <SubTableColumns field={field} ground={ground} onChange={write} />}
        {place?.kind === 'field' && (
          <Width nodeKey={key} span={place.span ?? (widgetOf(field).isWide ? allColumns : usualSpan)} />
        )}
      </FieldSettings>
      <div className={parts.actions}>
        {place && (
          <Button
            size="small"
            onClick={() => change((before) => ({ ...before, layout: removeNode(before.layout, key) }))}
          >
            {t('take_off')}
          </Button>
        )}
        <Button size="small" danger icon={<DeleteOutlined />} onClick={drop}>
          {v('delete')}
        </Button>
      </div>
    </>
  );
}

const widths = [
  { span: allColumns, word: 'width_full' },
  { span: usualSpan, word: 'width_half' },
  { span: 8, word: 'width_third' },
  { span: 6, word: 'width_quarter' },
] as const;

function Width({ nodeKey, span }: { nodeKey: string; span: number }) {
  const t = useWords(formDesignWords);
  const { change } = useFormDesign();
  return (
    <Setting label={t('width')}>
      <Segmented
        block
        size="small"
        aria-label={t('width')}
        value={span}
        onChange={(next) =>
          change((before) => ({ ...before, layout: withSpan(before.layout, nodeKey, Number(next)) }))
        }
        options={widths.map((one) => ({ value: one.span as number, label: t(one.word) }))}
      />
    </Setting>
  );
}

function OfSection({ section, nodeKey }: { section: Section; nodeKey: string }) {
  const t = useWords(formDesignWords);
  const { change, ground } = useFormDesign();
  const write = (part: keyof Section) => (value: unknown) =>
    change(
      (before) => ({
        ...before,
        layout: replaceNode(before.layout, nodeKey, (node) => withProperty(node, part, value)),
      }),
      `${nodeKey} ${part}`,
    );
  return (
    <>
      <div className={parts.paneTitle}>{t('section_settings')}</div>
      <TextSetting
        label={t('label')}
        value={section.label}
        isRequired
        onChange={(label) => write('label')(label ?? ' ')}
      />
      <SwitchField
        label={t('visible')}
        unset="always"
        ground={ground}
        value={section.visible}
        onChange={write('visible')}
      />
      <Checkbox
        checked={section.collapsed === true}
        onChange={({ target }) => write('collapsed')(target.checked || undefined)}
      >
        {t('collapsed')}
      </Checkbox>
    </>
  );
}

function OfTabs({ tabs, nodeKey }: { tabs: Tabs; nodeKey: string }) {
  const t = useWords(formDesignWords);
  const v = useWords(verbs);
  const { change, ground } = useFormDesign();
  const write = (next: Tabs['tabs'], key = '') =>
    change(
      (before) => ({
        ...before,
        layout: replaceNode(before.layout, nodeKey, (node) => ({ ...node, tabs: next }) as Tabs),
      }),
      key,
    );
  return (
    <>
      <div className={parts.paneTitle}>{t('tabs_settings')}</div>
      {tabs.tabs.map((tab, index) => (
        <div key={tab.id}>
          <TextSetting
            label={t('new_tab', { n: index + 1 })}
            value={tab.label}
            isRequired
            onChange={(label) =>
              write(tabs.tabs.with(index, { ...tab, label: label ?? '' }), `${nodeKey} ${tab.id}`)
            }
          />
          <SwitchField
            label={t('visible')}
            unset="always"
            ground={ground}
            value={tab.visible}
            onChange={(visible) => write(tabs.tabs.with(index, withProperty(tab, 'visible', visible)))}
          />
          {tabs.tabs.length > 1 && tab.children.length === 0 && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => write(tabs.tabs.toSpliced(index, 1))}
            >
              {v('delete')}
            </Button>
          )}
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() =>
          write([
            ...tabs.tabs,
            {
              id: newId(
                '',
                'tab',
                tabs.tabs.map(({ id }) => id),
              ),
              label: t('new_tab', { n: tabs.tabs.length + 1 }),
              children: [],
            },
          ])
        }
      >
        {t('add_tab')}
      </Button>
    </>
  );
}

function FormSettings() {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { form, change } = useFormDesign();
  const set = (key: keyof typeof form) => (value: unknown) =>
    change((before) => withProperty(before, key, value), `form ${key}`);
  const optionsOf = (fields: readonly Field[]) =>
    fields.map(({ id, label }) => ({ value: id, label: text(label) }));
  return (
    <>
      <div className={parts.paneTitle}>{t('form_settings')}</div>
      <TextSetting
        label={d('name')}
        value={form.label}
        isRequired
        onChange={(label) => set('label')(label ?? ' ')}
      />
      <TextSetting label={d('description')} value={form.description} isLong onChange={set('description')} />
      <Setting label={d('icon')}>
        <Select
          allowClear
          aria-label={d('icon')}
          value={form.icon ?? null}
          onChange={set('icon')}
          options={Object.keys(icons).map((name) => ({ value: name, label: <Icon name={name} /> }))}
        />
      </Setting>
      <Setting label={t('title_field')} hint={t('title_hint')}>
        <Select
          allowClear
          aria-label={t('title_field')}
          value={form.title ?? null}
          onChange={set('title')}
          options={optionsOf(form.fields.filter((field) => fieldTypeOf(field).canBeTitle))}
        />
      </Setting>
      <Setting label={t('status_field')}>
        <Select
          allowClear
          aria-label={t('status_field')}
          value={form.status ?? null}
          onChange={set('status')}
          options={optionsOf(form.fields.filter(({ type }) => type === 'choice'))}
        />
      </Setting>
      <Setting label={t('badges')} hint={t('badges_hint')}>
        <Select
          mode="multiple"
          maxCount={5}
          aria-label={t('badges')}
          value={form.badges ?? []}
          onChange={(badges) => set('badges')(badges.length === 0 ? undefined : badges)}
          options={optionsOf(form.fields.filter(canBeBadge))}
        />
      </Setting>
      <Setting label={t('hidden_fields')}>
        <Select
          aria-label={t('hidden_fields')}
          value={form.hiddenFields ?? 'clear'}
          onChange={set('hiddenFields')}
          options={[
            { value: 'clear' as const, label: t('hidden_clear') },
            { value: 'keep' as const, label: t('hidden_keep') },
          ]}
        />
      </Setting>
      <SyncSidesSettings />
    </>
  );
}
