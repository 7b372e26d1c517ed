import type { Flow, Issue } from '@fieldwork/metadata';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import parts from '../parts/parts.module.css';
import { FlowCanvas } from './flow-canvas.js';
import { insertStep, type NewStepNames, removeStep } from './flow-edit.js';
import { flowDesignWords } from './flow-words.js';
import { StepInspector } from './step-inspector.js';

/** Designs one flow: its steps on a canvas, each set up beside it. */
export function FlowDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('flow', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'flow'>; reload: () => void }) {
  const { document: flow } = useDraftView(store);
  const [selected, select] = useState<string | null>(null);
  const problems = useProblems('flow', flow);
  const byStep = useMemo(() => problemsByStep(flow, problems), [flow, problems]);
  const { form, ground } = useGround(flow.form);
  const names = useNewStepNames();
  const change = (next: (flow: Flow) => Flow, key?: string) => store.change(next, key);
  return (
    <DesignerShell
      store={store}
      problems={problems}
      reload={reload}
      onProblem={(problem) => select(stepOf(flow, problem) ?? null)}
    >
      <div className={parts.panes} data-panes="2">
        <div className={parts.canvasPane}>
          <FlowCanvas
            flow={flow}
            ground={ground}
            selected={selected}
            problems={byStep}
            onSelect={select}
            onInsert={(from, exit, type) => {
              const inserted = insertStep(store.view().document, from, exit, type, names);
              store.change(inserted.flow);
              select(inserted.id);
            }}
            onRemove={(step) => {
              change((before) => removeStep(before, step));
              select(null);
            }}
          />
        </div>
        <div className={parts.pane}>
          <StepInspector
            flow={flow}
            form={form}
            ground={ground}
            selected={selected}
            change={change}
            select={select}
          />
        </div>
      </div>
    </DesignerShell>
  );
}

function stepOf(flow: Flow, { path }: Issue): string | undefined {
  if (path[0] !== 'nodes') return undefined;
  return typeof path[1] === 'number' ? flow.nodes[path[1]]?.id : String(path[1] ?? '');
}

function problemsByStep(flow: Flow, problems: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const found = new Map<string, Issue[]>();
  for (const problem of problems) {
    const step = stepOf(flow, problem);
    if (step !== undefined) found.set(step, [...(found.get(step) ?? []), problem]);
  }
  return found;
}

function useNewStepNames(): NewStepNames {
  const t = useWords(flowDesignWords);
  return {
    type: (type) => t(`type_${type}`),
    done: t('done'),
    branch: (n) => t('branch_n', { n }),
    notice: t('new_notice'),
  };
}
