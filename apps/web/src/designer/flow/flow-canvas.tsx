import { PlusOutlined, WarningFilled } from '@ant-design/icons';
import { exitsOf, type Flow, type FlowNode, type Issue, localize } from '@fieldwork/metadata';
import {
  BaseEdge,
  Controls,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { Dropdown, Tooltip } from 'antd';
import { createContext, useContext, useMemo } from 'react';
import { useThemeName } from '../../ui/preferences.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { useConditionSentence } from '../conditions/use-condition-sentence.js';
import styles from './flow-designer.module.css';
import type { AddedType } from './flow-edit.js';
import { cardHeight, cardWidth, type FlowEdge, flowLayout } from './flow-layout.js';
import { flowDesignWords } from './flow-words.js';
import { useStepWords } from './use-step-words.js';

interface CanvasProps {
  flow: Flow;
  ground: Ground;
  selected: string | null;
  /** Problems by the step they are at. */
  problems: ReadonlyMap<string, readonly Issue[]>;
  onSelect: (id: string | null) => void;
  onInsert: (from: string, exit: number, type: AddedType) => void;
  onRemove: (id: string) => void;
}

type StepNode = Node<{ step: FlowNode }, 'step'>;
type WayEdge = Edge<{ way: FlowEdge; label: string }, 'way'>;

const CanvasContext = createContext<CanvasProps | null>(null);
function useCanvas(): CanvasProps {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error('useCanvas is used outside of the flow canvas');
  return canvas;
}

/** The flow from top to bottom; a plus on every way, what happens in words on every card. */
export function FlowCanvas(props: CanvasProps) {
  const { flow, ground, selected, onSelect } = props;
  const t = useWords(flowDesignWords);
  const locale = useLocale();
  const theme = useThemeName();
  const say = useConditionSentence(ground.fields, ground.names);
  const layout = useMemo(() => flowLayout(flow), [flow]);
  const nodes = flow.nodes.map(
    (step): StepNode => ({
      id: step.id,
      type: 'step',
      position: layout.places.get(step.id) ?? { x: 0, y: 0 },
      data: { step },
      width: cardWidth,
      height: cardHeight,
      selected: step.id === selected,
      draggable: false,
      connectable: false,
      style: { pointerEvents: 'all' },
    }),
  );
  const edges = layout.edges.map((way): WayEdge => {
    const source = flow.nodes.find(({ id }) => id === way.source);
    return {
      id: way.id,
      type: 'way',
      source: way.source,
      target: way.target,
      focusable: false,
      data: { way, label: source ? labelOf(source, way.exit) : '' },
    };
  });
  function labelOf(source: FlowNode, exit: number): string {
    if (source.type === 'condition') {
      const branch = source.branches[exit];
      if (!branch) return t('otherwise');
      return branch.when === true ? localize(branch.label, locale) : say(branch.when);
    }
    return source.type === 'task' ? localize(exitsOf(source)[exit]?.label, locale) : '';
  }
  return (
    <CanvasContext value={props}>
      <ReactFlow
        aria-label={t('canvas')}
        className={styles.canvas ?? ''}
        colorMode={theme}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        panOnScroll
        fitView
        fitViewOptions={{ maxZoom: 1, minZoom: 0.5, padding: 0.05, nodes: topOf(layout) }}
        minZoom={0.2}
        maxZoom={1.5}
        onPaneClick={() => onSelect(null)}
      >
        <Controls showInteractive={false} />
      </ReactFlow>
    </CanvasContext>
  );
}

function StepCard({ data: { step } }: NodeProps<StepNode>) {
  const t = useWords(flowDesignWords);
  const locale = useLocale();
  const { flow, ground, selected, problems, onSelect, onRemove } = useCanvas();
  const say = useStepWords(flow.form, flow.trigger.on);
  const found = problems.get(step.id) ?? [];
  return (
    <>
      <Handle type="target" position={Position.Top} className={styles.port ?? ''} />
      <button
        type="button"
        className={`${styles.card} nopan`}
        data-type={step.type}
        data-selected={step.id === selected}
        data-troubled={found.length > 0}
        onClick={(event) => {
          event.stopPropagation();
          onSelect(step.id);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Delete' || event.key === 'Backspace') onRemove(step.id);
        }}
      >
        <span className={styles.cardHead}>
          <strong title={localize(step.label, locale)}>{localize(step.label, locale)}</strong>
          {found.length > 0 ? (
            <Tooltip title={found.map(({ message }) => localize(message, locale)).join('；')}>
              <WarningFilled className={styles.warning} />
            </Tooltip>
          ) : (
            <small>{t(`type_${step.type}`)}</small>
          )}
        </span>
        <span className={styles.cardText}>{say(step, ground.names)}</span>
      </button>
      <Handle type="source" position={Position.Bottom} className={styles.port ?? ''} />
    </>
  );
}

const firstRows = 4;

/** The steps to begin with: a long flow is read from its top, not from afar. */
function topOf({ places }: ReturnType<typeof flowLayout>): { id: string }[] {
  const rows = [...new Set([...places.values()].map(({ y }) => y))].toSorted((a, b) => a - b);
  const last = rows[firstRows] ?? rows.at(-1) ?? 0;
  return [...places].filter(([, { y }]) => y <= last).map(([id]) => ({ id }));
}

const added: readonly AddedType[] = ['task', 'condition', 'write', 'create', 'notify', 'end'];

function Way({
  id,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
}: EdgeProps<WayEdge>) {
  const t = useWords(flowDesignWords);
  const { onInsert } = useCanvas();
  const isBack = data?.way.isBack === true;
  const offset = data?.way.offset ?? 0;
  const [smooth, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 10,
    // A way back goes round on the outside.
    ...(isBack ? { centerX: Math.max(sourceX, targetX) + cardWidth / 2 + 24 } : { centerY: targetY - 52 }),
  });
  const beside = targetX + offset;
  const steps = `M ${sourceX} ${sourceY} V ${targetY - 60} H ${beside} V ${targetY - 10} H ${targetX} V ${targetY}`;
  const path = offset === 0 ? smooth : steps;
  const way = data?.way;
  return (
    <>
      <BaseEdge id={id} path={path} style={isBack ? { strokeDasharray: '5 4' } : {}} />
      <EdgeLabelRenderer>
        <div
          className={`${styles.way} nopan`}
          style={{
            transform: `translate(-50%, -50%) translate(${isBack ? labelX : beside}px, ${isBack ? labelY : targetY - 32}px)`,
          }}
        >
          {data?.label && (
            <span className={styles.wayLabel} data-alone={offset === 0} title={data.label}>
              {data.label}
            </span>
          )}
          {way && !isBack && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: added.map((type) => ({ key: type, label: t(`type_${type}`) })),
                onClick: ({ key }) => onInsert(way.source, way.exit, key as AddedType),
              }}
            >
              <button type="button" className={styles.plus} aria-label={t('add_here')}>
                <PlusOutlined />
              </button>
            </Dropdown>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}

const nodeTypes = { step: StepCard };
const edgeTypes = { way: Way };
