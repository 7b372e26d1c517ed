import { useDroppable } from '@dnd-kit/core';
import { SortableContext } from '@dnd-kit/sortable';
import type { FieldPlace, LayoutNode, Section, Tabs as TabsNode } from '@fieldwork/metadata';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { CanvasNode } from './canvas-node.js';
import { FieldCard } from './field-card.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import { unplacedFields } from './form-edit.js';
import { formDesignWords } from './form-words.js';
import { insertNode, keyOf, rootContainer, sectionContainer, tabContainer } from './layout-edit.js';

/** The form as it will look, everything on it to be chosen, moved and widened. */
export function Canvas() {
  const t = useWords(formDesignWords);
  const text = useText();
  const { form, select } = useFormDesign();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside everything chooses the form; Escape does the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div className={styles.canvas} onClick={(event) => event.target === event.currentTarget && select(null)}>
      <section className={styles.sheet} aria-label={t('canvas')}>
        <h1>{text(form.label)}</h1>
        <Container container={rootContainer} nodes={form.layout} isRoot />
        <Unplaced />
      </section>
      <p className={styles.keys}>{t('keys_hint')}</p>
    </div>
  );
}

interface ContainerProps {
  container: string;
  nodes: readonly LayoutNode[];
  isRoot?: boolean;
}

/** A place that holds nodes, with a mark where the next one would go. */
function Container({ container, nodes, isRoot = false }: ContainerProps) {
  const t = useWords(formDesignWords);
  const { mark } = useFormDesign();
  const { setNodeRef } = useDroppable({ id: `in:${container}`, data: { container, length: nodes.length } });
  const at = mark?.container === container ? mark.index : -1;
  return (
    <SortableContext items={nodes.map(keyOf)} strategy={() => null}>
      <div ref={setNodeRef} className={styles.grid} data-root={isRoot} data-over={at >= 0}>
        {nodes.map((node, index) => (
          <CanvasNode
            key={keyOf(node)}
            node={node}
            container={container}
            index={index}
            isMarked={at === index}
          >
            <NodeBody node={node} />
          </CanvasNode>
        ))}
        {at >= nodes.length && nodes.length > 0 && <div className={styles.endMark} />}
        {nodes.length === 0 &&
          (isRoot ? (
            <div className={styles.emptyRoot} data-over={at >= 0}>
              <EmptyState title={t('empty_title')} hint={t('empty_hint')} />
            </div>
          ) : (
            <div className={styles.emptyContainer}>{t('empty_container')}</div>
          ))}
      </div>
    </SortableContext>
  );
}

function NodeBody({ node }: { node: LayoutNode | FieldPlace | Section }) {
  if (node.kind === 'field') return <FieldCard id={node.field} />;
  if (node.kind === 'section') return <SectionCard section={node} />;
  return <TabsCard tabs={node} />;
}

function SectionCard({ section }: { section: Section }) {
  const text = useText();
  return (
    <div className={styles.section}>
      <div className={styles.sectionTitle}>{text(section.label)}</div>
      <Container container={sectionContainer(section.id)} nodes={section.children} />
    </div>
  );
}

function TabsCard({ tabs }: { tabs: TabsNode }) {
  const text = useText();
  const [open, setOpen] = useState(tabs.tabs[0]?.id ?? '');
  const shown = tabs.tabs.find(({ id }) => id === open) ?? tabs.tabs[0];
  return (
    <div>
      <Tabs
        activeKey={shown?.id ?? ''}
        onChange={setOpen}
        items={tabs.tabs.map(({ id, label }) => ({ key: id, label: text(label) }))}
      />
      {shown && <Container container={tabContainer(tabs.id, shown.id)} nodes={shown.children} />}
    </div>
  );
}

/** Fields that records have and the form does not show. */
function Unplaced() {
  const t = useWords(formDesignWords);
  const text = useText();
  const { form, change, select } = useFormDesign();
  const fields = unplacedFields(form);
  if (fields.length === 0) return null;
  const place = (field: string) =>
    change((before) => ({
      ...before,
      layout: insertNode(
        before.layout,
        { container: rootContainer, index: before.layout.length },
        { kind: 'field', field },
      ),
    }));
  return (
    <div className={styles.unplaced}>
      <div className="muted">{t('unplaced')}</div>
      {fields.map(({ id, label }) => (
        <span key={id} className={styles.unplacedField}>
          <button type="button" onClick={() => select(`field:${id}`)}>
            {text(label)}
          </button>
          <Button size="small" type="link" onClick={() => place(id)}>
            {t('place_it')}
          </Button>
        </span>
      ))}
    </div>
  );
}
