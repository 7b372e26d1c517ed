import { PlusOutlined } from '@ant-design/icons';
import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import type { App, MenuItem } from '@fieldwork/metadata';
import { Button, ColorPicker, Select } from 'antd';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { Icon, icons } from '../../ui/icon.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
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
import { type MenuSpot, moveEntry, placeOf } from './menu-edit.js';
import { Entry, keyOf } from './menu-entry.js';

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

function MenuEditor({ menu, onChange }: { menu: App['menu']; onChange: (menu: App['menu']) => void }) {
  const t = useWords(appDesignWords);
  const text = useText();
  const { forms, pages } = useAppScope();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const drop = ({ active, over }: DragEndEvent) => {
    if (over) onChange(moveEntry(menu, active.data.current as MenuSpot, over.data.current as MenuSpot));
  };
  const leaves = menu.flatMap((item) => (item.type === 'group' ? item.items : [item]));
  const listed = new Set(leaves.map((leaf) => JSON.stringify(placeOf(leaf))));
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
