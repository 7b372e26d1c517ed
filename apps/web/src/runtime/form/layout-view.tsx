import type { FieldPlace, Form, Layout, Section, Tabs as TabsNode } from '@fieldwork/metadata';
import { fieldOf } from '@fieldwork/metadata';
import { Tabs } from 'antd';
import { type CSSProperties, useSyncExternalStore } from 'react';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './form.module.css';
import { FormField } from './form-field.js';
import { formWords } from './form-words.js';
import { useAnyVisible, useShownForm } from './run-context.js';
import { ShownField } from './shown-field.js';

const allColumns = 24;
const usualSpan = 12;

export function fieldsIn(nodes: Layout): string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'field') return [node.field];
    if (node.kind === 'section') return fieldsIn(node.children);
    return node.tabs.flatMap((tab) => fieldsIn(tab.children));
  });
}

/** The layout of a form on a grid of 24 columns; narrow places get fewer. */
export function LayoutView({ nodes, form }: { nodes: Layout; form: Form }) {
  return (
    <div className={styles.grid}>
      {nodes.map((node) => {
        if (node.kind === 'field') return <Place key={node.field} place={node} form={form} />;
        if (node.kind === 'section') return <SectionView key={node.id} section={node} form={form} />;
        return <TabsView key={node.id} tabs={node} form={form} />;
      })}
    </div>
  );
}

function Place({ place, form }: { place: FieldPlace; form: Form }) {
  const { run, only } = useShownForm();
  const isVisible = useAnyVisible([place.field]);
  const field = fieldOf(form, place.field);
  if (!field || !isVisible || (only && !only.has(field.id))) return null;
  const span = place.span ?? (widgetOf(field).isWide ? allColumns : usualSpan);
  return (
    <div
      className={styles.item}
      data-span={span < usualSpan ? 'narrow' : undefined}
      style={{ '--span': span } as CSSProperties}
    >
      {run ? <FormField field={field} run={run} /> : <ShownField field={field} />}
    </div>
  );
}

function SectionView({ section, form }: { section: Section; form: Form }) {
  const text = useText();
  const isVisible = useAnyVisible(fieldsIn(section.children));
  if (!isVisible) return null;
  return (
    <details className={styles.section} open={!section.collapsed}>
      <summary>{text(section.label)}</summary>
      <LayoutView nodes={section.children} form={form} />
    </details>
  );
}

/** After a failed submit a tab tells that something in it is wrong, also while another one is open. */
function TabLabel({ label, fields }: { label: string; fields: readonly string[] }) {
  const t = useWords(formWords);
  const { store, only, isChecked } = useShownForm();
  const shown = only ? fields.filter((field) => only.has(field)) : fields;
  const hasIssues = useSyncExternalStore(store.subscribe, () => isChecked && store.hasIssues(shown));
  if (!hasIssues) return label;
  return (
    <span className={styles.troubled}>
      {label}
      <span className="visually-hidden">{t('tab_troubled')}</span>
    </span>
  );
}

function TabsView({ tabs, form }: { tabs: TabsNode; form: Form }) {
  const text = useText();
  const { openTabs, setOpenTab, store, only } = useShownForm();
  const isVisible = useAnyVisible(fieldsIn([tabs]));
  if (!isVisible) return null;
  const shown = tabs.tabs.filter((tab) => {
    const fields = fieldsIn(tab.children);
    return store.isVisible(only ? fields.filter((field) => only.has(field)) : fields);
  });
  return (
    <Tabs
      className={styles.tabs ?? ''}
      activeKey={openTabs[tabs.id] ?? shown[0]?.id ?? ''}
      onChange={(tab) => setOpenTab(tabs.id, tab)}
      items={shown.map((tab) => ({
        key: tab.id,
        label: <TabLabel label={text(tab.label)} fields={fieldsIn(tab.children)} />,
        children: <LayoutView nodes={tab.children} form={form} />,
      }))}
    />
  );
}
