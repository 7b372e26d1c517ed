import { DndContext, DragOverlay } from '@dnd-kit/core';
import { type Field, fieldOf, type Issue } from '@fieldwork/metadata';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionFieldsOf } from '../conditions/condition-fields.js';
import type { Ground } from '../conditions/expression-field.js';
import { namesOf } from '../conditions/field-names.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import parts from '../parts/parts.module.css';
import { Canvas } from './canvas.js';
import { focusNode } from './canvas-node.js';
import { FindingEditor } from './finding-editor.js';
import { FirstPublish, useFirstPublish } from './first-publish.js';
import { type FormDesign, FormDesignContext } from './form-design.js';
import styles from './form-designer.module.css';
import { addItem, deleteNode, duplicateField } from './form-edit.js';
import { FormPreview } from './form-preview.js';
import { formDesignWords } from './form-words.js';
import { Inspector } from './inspector.js';
import { spotOf } from './layout-edit.js';
import { Palette } from './palette.js';
import { useDrag } from './use-drag.js';
import { useNewNames } from './use-new-names.js';
import { ViewsEditor } from './views-editor.js';

/** Designs one form: its fields, its looks, its lists. */
export function FormDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('form', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing key={store.view().document.id} store={store} reload={reload} /> : <Waiting />;
}

type Mode = 'form' | 'views' | 'finding';
const findingParts = ['search', 'duplicates', 'suggestions', 'conversions'];

function Designing({ store, reload }: { store: DraftStore<'form'>; reload: () => void }) {
  const t = useWords(formDesignWords);
  const [mode, setMode] = useState<Mode>('form');
  const [isPreview, setPreview] = useState(false);
  const { document: form } = useDraftView(store);
  const problems = useProblems('form', form);
  const design = useDesign(store, problems);
  const drag = useDrag(design.change, design.add);
  const first = useFirstPublish(form);
  const goTo = (problem: Issue) => {
    const [part, index] = problem.path;
    const isFinding = findingParts.includes(String(part));
    setMode(part === 'views' ? 'views' : isFinding ? 'finding' : 'form');
    const field = part === 'fields' ? form.fields[Number(index)]?.id : undefined;
    const key = field ?? (part === 'layout' ? String(index) : undefined);
    design.select(key !== undefined && fieldOf(form, key) ? `field:${key}` : null);
  };
  return (
    <FormDesignContext value={{ ...design, mark: drag.mark }}>
      <DesignerShell
        store={store}
        problems={problems}
        onProblem={goTo}
        reload={reload}
        preview={() => setPreview(true)}
        beside={
          <Segmented
            value={mode}
            onChange={setMode}
            options={[
              { value: 'form' as const, label: t('mode_form') },
              { value: 'views' as const, label: t('mode_views') },
              { value: 'finding' as const, label: t('mode_finding') },
            ]}
          />
        }
        publishExtra={first.isFirst && <FirstPublish {...first} />}
        afterPublish={first.isFirst ? first.run : undefined}
      >
        {mode !== 'form' ? (
          <div className={parts.middle}>{mode === 'views' ? <ViewsEditor /> : <FindingEditor />}</div>
        ) : (
          <DndContext {...drag.context}>
            <div className={parts.panes}>
              <div className={parts.pane}>
                <Palette />
              </div>
              <div className={parts.middle}>
                <Canvas />
              </div>
              <div className={parts.pane} data-inspector>
                <Inspector />
              </div>
            </div>
            <DragOverlay dropAnimation={null}>
              {drag.dragged && (
                <Dragged design={design} item={drag.dragged.item} nodeKey={drag.dragged.key} />
              )}
            </DragOverlay>
          </DndContext>
        )}
        {isPreview && <FormPreview form={form} onClose={() => setPreview(false)} />}
      </DesignerShell>
    </FormDesignContext>
  );
}

function Dragged({
  design,
  item,
  nodeKey,
}: {
  design: Omit<FormDesign, 'mark'>;
  item: string | undefined;
  nodeKey: string | undefined;
}) {
  const names = useNewNames();
  const text = useText();
  const field = nodeKey === undefined ? undefined : fieldOf(design.form, nodeKey.slice('field:'.length));
  const isLayout = item === 'section' || item === 'tabs' || (nodeKey !== undefined && !field);
  const label = field ? field.label : isLayout ? names.section : names.label(item as Field['type']);
  return <span className={styles.dragged}>{text(label)}</span>;
}

/** Everything the panes need: the form, what is selected, and the ways to change it. */
function useDesign(store: DraftStore<'form'>, problems: readonly Issue[]): Omit<FormDesign, 'mark'> {
  const { document: form } = useDraftView(store);
  const [selected, select] = useState<string | null>(null);
  const names = useNewNames();
  const ground = useFormGround(form);
  const { forms } = useAppScope();
  const troubled = useMemo(
    () =>
      new Set(
        problems.flatMap(({ path }) =>
          path[0] === 'fields' ? [`field:${form.fields[Number(path[1])]?.id ?? ''}`] : [],
        ),
      ),
    [problems, form.fields],
  );
  const take = (added: { form: typeof form; key: string }) => {
    store.change(added.form);
    select(added.key);
    setTimeout(() => focusNode(added.key), 0);
  };
  return {
    store,
    form,
    selected,
    select,
    ground,
    troubled,
    change: (next, key) => store.change(next, key),
    add: (item, spot) => {
      const after = selected === null ? null : spotOf(form.layout, selected);
      const fitting =
        after && (item === 'section' || item === 'tabs') && after.container !== 'root' ? null : after;
      const at = spot ?? (fitting ? { ...fitting, index: fitting.index + 1 } : null);
      const others = [...forms.keys()];
      take(addItem(store.view().document, item, at, names, others.length > 0 ? others : [form.id]));
    },
    remove: (key) => {
      store.change((before) => deleteNode(before, key));
      if (selected === key) select(null);
    },
    duplicate: (key) => {
      const copied = duplicateField(store.view().document, key.slice('field:'.length), names);
      if (copied) take(copied);
    },
  };
}

/** What conditions and formulas of this form speak of, with a record of it to try them on. */
function useFormGround(form: Parameters<typeof namesOf>[0]): Ground {
  const scope = useAppScope();
  const locale = useLocale();
  const { data } = useRecords(scope.id, form.id, { pageSize: 1, count: 'none' }, scope.forms.has(form.id));
  const sample = data?.records[0];
  return useMemo(() => {
    const forms = new Map(scope.forms).set(form.id, form);
    return { names: namesOf(form, forms, locale), fields: conditionFieldsOf(form, forms), sample };
  }, [form, scope.forms, locale, sample]);
}
