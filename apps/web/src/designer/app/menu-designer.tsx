import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  HolderOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import {
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { App, Locale, MenuItem, Text } from '@fieldwork/metadata';
import { Button, ColorPicker, Input, Select } from 'antd';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { Icon, icons } from '../../ui/icon.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import styles from './app-page.module.css';
import { appDesignWords } from './app-words.js';
import { insertAt, itemAt, type Leaf, type MenuSpot, moveEntry, removeAt } from './menu-edit.js';

/** Designs the app itself: its name and its menu. */
export function MenuDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('app', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'app'>; reload: () => void }) {
  const t = useWords(appDesignWords);
  const d = useWords(designerWords);
  const { document: app } = useDraftView(store);
  const problems = useProblems('app', app);
  const set = (key: keyof App) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  return (
    <DesignerShell store={store} problems={problems} onProblem={() => undefined} reload={reload}>
      <div className={parts.panes} data-panes="2">
        <div className={parts.middle}>
          <div className={styles.sheet}>
            <h2>{t('menu')}</h2>
            <p className="muted" style={{ marginBottom: 12 }}>
              {t('menu_hint')}
            </p>
            <MenuEditor menu={app.menu} onChange={set('menu')} />
          </div>
        </div>
        <div className={parts.pane}>
          <div className={parts.paneTitle}>{t('app_settings')}</div>
          <TextSetting
            label={d('name')}
            value={app.label}
            isRequired
            onChange={(label) => set('label')(label ?? ' ')}
          />
          <TextSetting
            label={d('description')}
            isLong
            value={app.description}
            onChange={set('description')}
          />
          <Setting label={d('icon')}>
            <Select
              allowClear
              aria-label={d('icon')}
              value={app.icon ?? null}
              onChange={set('icon')}
              options={Object.keys(icons).map((name) => ({ value: name, label: <Icon name={name} /> }))}
            />
          </Setting>
          <Setting label={t('colour')}>
            <ColorPicker
              disabledAlpha
              value={app.color ?? '#1f6feb'}
              onChangeComplete={(color) => set('color')(color.toHexString().slice(0, 7))}
            />
          </Setting>
        </div>
      </div>
    </DesignerShell>
  );
}

interface EditorProps {
  menu: App['menu'];
  onChange: (menu: App['menu']) => void;
}

function MenuEditor({ menu, onChange }: EditorProps) {
  const t = useWords(appDesignWords);
  const text = useText();
  const { forms, pages } = useAppScope();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) onChange(moveEntry(menu, active.data.current as MenuSpot, over.data.current as MenuSpot));
  };
  const leaves = menu.flatMap((item) => (item.type === 'group' ? item.items : [item]));
  const listed = new Set(leaves.map((leaf) => JSON.stringify(leaf)));
  const free = [
    ...[...forms.values()].flatMap((form) => [
      { leaf: { type: 'form' as const, form: form.id }, label: text(form.label) },
      ...(form.views ?? []).map((view) => ({
        leaf: { type: 'form' as const, form: form.id, view: view.id },
        label: `${text(form.label)} · ${text(view.label)}`,
      })),
    ]),
    ...[...pages.values()].map((page) => ({
      leaf: { type: 'page' as const, page: page.id },
      label: text(page.label),
    })),
  ]
    .map(({ leaf, label }) => ({ value: JSON.stringify(leaf), label }))
    .filter(({ value }) => !listed.has(value));
  const add = (leaf: string) => onChange([...menu, JSON.parse(leaf) as MenuItem]);
  return (
    <DndContext sensors={sensors} onDragEnd={drop}>
      <div className={parts.rows}>
        {menu.map((item, index) => (
          <Entry key={keyOf(item, index)} menu={menu} spot={{ group: null, index }} onChange={onChange} />
        ))}
        <div className={parts.row}>
          <Select
            aria-label={t('add_entry')}
            placeholder={t('add_entry')}
            disabled={free.length === 0}
            value={null}
            onChange={(key: string | null) => key && add(key)}
            options={free}
          />
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange([...menu, { type: 'group', label: t('new_group'), items: [] }])}
          >
            {t('add_group')}
          </Button>
        </div>
      </div>
    </DndContext>
  );
}

function keyOf(item: MenuItem, index: number): string {
  if (item.type === 'form') return `form ${item.form} ${item.view ?? ''}`;
  return item.type === 'page' ? `page ${item.page}` : `group ${index}`;
}

/** The words in this language; the other language's stay. */
function relabelled(label: Text, locale: Locale, words: string): Text {
  return typeof label === 'string' ? words : { ...label, [locale]: words };
}

/** One line of the menu; a group shows what is in it. */
function Entry({ menu, spot, onChange }: EditorProps & { spot: MenuSpot }) {
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const locale = useLocale();
  const nameOf = useEntryName();
  const id = `${spot.group} ${spot.index}`;
  const { setNodeRef: dragRef, listeners, isDragging } = useDraggable({ id: `drag ${id}`, data: spot });
  const { setNodeRef: dropRef, isOver } = useDroppable({ id: `drop ${id}`, data: spot });
  const item = itemAt(menu, spot);
  if (!item) return null;
  const step = (by: -1 | 1) =>
    onChange(moveEntry(menu, spot, { ...spot, index: spot.index + (by > 0 ? 2 : -1) }));
  const name = item.type === 'group' ? text(item.label) : nameOf(item);
  const outer = spot.group === null ? undefined : menu[spot.group];
  const count = outer?.type === 'group' ? outer.items.length : menu.length;
  return (
    <>
      <div
        ref={dropRef}
        className={styles.item}
        data-over={isOver}
        style={isDragging ? { opacity: 0.4 } : {}}
      >
        <button ref={dragRef} type="button" className={styles.handle} aria-label={name} {...listeners}>
          <HolderOutlined />
        </button>
        {item.type === 'group' ? (
          <Input
            size="small"
            variant="borderless"
            aria-label={d('name')}
            value={name}
            onChange={({ target }) =>
              onChange(
                insertAt(removeAt(menu, spot), spot, {
                  ...item,
                  label: relabelled(item.label, locale, target.value),
                }),
              )
            }
          />
        ) : (
          <span>{name}</span>
        )}
        <GroupPicker menu={menu} spot={spot} onChange={onChange} />
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={`${d('move_up')} ${name}`}
          disabled={spot.index === 0}
          onClick={() => step(-1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={`${d('move_down')} ${name}`}
          disabled={spot.index === count - 1}
          onClick={() => step(1)}
        />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${v('remove')} ${name}`}
          onClick={() => onChange(removeAt(menu, spot))}
        />
      </div>
      {item.type === 'group' && (
        <div className={styles.group}>
          {item.items.map((leaf, index) => (
            <Entry
              key={keyOf(leaf, index)}
              menu={menu}
              spot={{ group: spot.index, index }}
              onChange={onChange}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Puts an entry into a group, or back to the top, without dragging. */
function GroupPicker({ menu, spot, onChange }: EditorProps & { spot: MenuSpot }) {
  const t = useWords(appDesignWords);
  const text = useText();
  const item = itemAt(menu, spot);
  const groups = menu.flatMap((one, index) =>
    one.type === 'group' ? [{ value: index, label: text(one.label) }] : [],
  );
  if (item?.type === 'group' || groups.length === 0) return null;
  return (
    <Select
      size="small"
      variant="borderless"
      aria-label={t('into')}
      popupMatchSelectWidth={false}
      value={spot.group ?? -1}
      options={[{ value: -1, label: t('top_level') }, ...groups]}
      onChange={(group) =>
        onChange(
          moveEntry(menu, spot, { group: group < 0 ? null : group, index: group < 0 ? menu.length : 0 }),
        )
      }
    />
  );
}

function useEntryName(): (leaf: Leaf) => string {
  const t = useWords(appDesignWords);
  const text = useText();
  const { forms, pages } = useAppScope();
  return (leaf) => {
    if (leaf.type === 'page') return text(pages.get(leaf.page)?.label) || t('unknown');
    const form = forms.get(leaf.form);
    const view = form?.views?.find(({ id }) => id === leaf.view);
    return [text(form?.label), text(view?.label)].filter(Boolean).join(' · ') || t('unknown');
  };
}
