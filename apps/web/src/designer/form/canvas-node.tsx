import { CopyOutlined, DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { type FieldPlace, fieldOf, type LayoutNode, type Section } from '@fieldwork/metadata';
import { Button } from 'antd';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import { formDesignWords } from './form-words.js';
import { keyOf, keysInOrder, nudgeNode, replaceNode } from './layout-edit.js';

type AnyNode = LayoutNode | FieldPlace | Section;

export const allColumns = 24;
export const usualSpan = 12;
const leastSpan = 4;
const spanStep = 2;

interface NodeProps {
  node: AnyNode;
  container: string;
  index: number;
  /** What is being dragged would go before this node. */
  isMarked: boolean;
  children: ReactNode;
}

/** Anything on the canvas: chosen by click or arrow keys, moved by its handle or Alt and arrows. */
export function CanvasNode({ node, container, index, isMarked, children }: NodeProps) {
  const t = useWords(formDesignWords);
  const v = useWords(verbs);
  const d = useWords(designerWords);
  const text = useText();
  const design = useFormDesign();
  const key = keyOf(node);
  const isSelected = design.selected === key;
  const { setNodeRef, listeners, attributes, isDragging, setActivatorNodeRef } = useSortable({
    id: key,
    data: { key, container, index, kind: node.kind },
  });
  const field = node.kind === 'field' ? fieldOf(design.form, node.field) : undefined;
  const name = field ? text(field.label) : node.kind === 'section' ? text(node.label) : t('tabs');
  const span = useSpan(node);
  const onKeyDown = useNodeKeys(node);
  return (
    // biome-ignore lint/a11y/useSemanticElements: it holds inputs and buttons, which a button cannot
    <div
      ref={setNodeRef}
      role="group"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows, Delete and the like work on it
      tabIndex={0}
      data-node={key}
      data-selected={isSelected}
      data-marked={isMarked}
      data-troubled={design.troubled.has(key)}
      data-dragging={isDragging}
      className={styles.node}
      style={{ '--span': span } as CSSProperties}
      onClick={(event) => {
        event.stopPropagation();
        design.select(key);
      }}
      onFocus={(event) => event.target === event.currentTarget && design.select(key)}
      onKeyDown={onKeyDown}
    >
      {children}
      <div className={styles.tools}>
        <button
          ref={setActivatorNodeRef}
          type="button"
          className={styles.handle}
          {...attributes}
          {...listeners}
          aria-label={t('drag', { name })}
        >
          <HolderOutlined />
        </button>
        {node.kind === 'field' && (
          <Button
            type="text"
            size="small"
            icon={<CopyOutlined />}
            aria-label={`${d('duplicate')} ${name}`}
            onClick={() => design.duplicate(key)}
          />
        )}
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={`${v('delete')} ${name}`}
          onClick={(event) => {
            event.stopPropagation();
            design.remove(key);
          }}
        />
      </div>
      {node.kind === 'field' && <WidthEdge nodeKey={key} label={t('widen')} />}
    </div>
  );
}

function useSpan(node: AnyNode): number {
  const { form } = useFormDesign();
  if (node.kind !== 'field') return allColumns;
  const field = fieldOf(form, node.field);
  return node.span ?? (field && widgetOf(field).isWide ? allColumns : usualSpan);
}

/** The keys of a chosen node: arrows go to its neighbours, with Alt they move or widen it. */
function useNodeKeys(node: AnyNode) {
  const { form, change, remove, duplicate, select } = useFormDesign();
  const span = useSpan(node);
  const key = keyOf(node);
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const wider = event.key === 'ArrowLeft' ? -spanStep : event.key === 'ArrowRight' ? spanStep : 0;
    if (event.altKey && step !== 0) {
      change((before) => ({ ...before, layout: nudgeNode(before.layout, key, step) }));
      setTimeout(() => focusNode(key), 0);
    } else if (event.altKey && wider !== 0 && node.kind === 'field')
      change((before) => ({ ...before, layout: withSpan(before.layout, key, span + wider) }));
    else if (step !== 0) {
      const order = keysInOrder(form.layout);
      focusNode(order[order.indexOf(key) + step]);
    } else if (event.key === 'Delete' || event.key === 'Backspace') remove(key);
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) duplicate(key);
    else if (event.key === 'Escape') select(null);
    else if (event.key === 'Enter') document.querySelector<HTMLElement>('[data-inspector] input')?.focus();
    else return;
    event.preventDefault();
  };
}

export function focusNode(key: string | undefined): void {
  if (key !== undefined) document.querySelector<HTMLElement>(`[data-node="${CSS.escape(key)}"]`)?.focus();
}

export function withSpan(layout: LayoutNode[], key: string, span: number): LayoutNode[] {
  const within = Math.max(leastSpan, Math.min(allColumns, span));
  return replaceNode(layout, key, (node) => (node.kind === 'field' ? { ...node, span: within } : node));
}

/** The right edge of a field, to be dragged to a width of the grid. */
function WidthEdge({ nodeKey, label }: { nodeKey: string; label: string }) {
  const { change } = useFormDesign();
  const drag = useRef<{ left: number; column: number } | null>(null);
  const begin = (event: PointerEvent<HTMLElement>) => {
    const node = event.currentTarget.parentElement;
    const grid = node?.parentElement;
    if (!node || !grid) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { left: node.getBoundingClientRect().left, column: grid.clientWidth / allColumns };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (!drag.current) return;
    const columns = (event.clientX - drag.current.left) / drag.current.column;
    const span = Math.round(columns / spanStep) * spanStep;
    change((before) => ({ ...before, layout: withSpan(before.layout, nodeKey, span) }), `width ${nodeKey}`);
  };
  return (
    <span
      className={styles.edge}
      title={label}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null;
      }}
    />
  );
}
