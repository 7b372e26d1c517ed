import type { Values } from '@fieldwork/form-engine';
import type { Issue, Layout } from '@fieldwork/metadata';
import { Alert, App, Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import { ErrorSummary } from './error-summary.js';
import styles from './form.module.css';
import { formWords } from './form-words.js';
import { fieldsIn, LayoutView } from './layout-view.js';
import { inputId, type ShownForm, ShownFormContext } from './run-context.js';
import { type FormRun, type FormSource, useFormRuntime } from './use-form-runtime.js';

export interface FormControls {
  isDirty: boolean;
  isSubmitting: boolean;
  /** Submits with `write`, or with what the form was given. Answers whether it was written. */
  submit: (write?: (values: Values) => Promise<void>) => Promise<boolean>;
  /** Forgets what was typed. */
  discard: () => void;
  /** The form itself, for callers that fill in what they know. */
  run: FormRun;
  element: HTMLFormElement | null;
}

interface FormRuntimeProps extends FormSource {
  /** Writes what was accepted; only values that differ. A refusal with issues is shown at the fields. */
  onSubmit: (values: Values) => Promise<void>;
  only?: ReadonlySet<string> | undefined;
  /** Buttons and the like below (or, as the caller lays it out, round) the form. */
  children?: (controls: FormControls) => ReactNode;
}

/** A form to fill in: the same component for new records, editing, tasks and the designer's preview. */
export function FormRuntime({ onSubmit, only, children, ...source }: FormRuntimeProps) {
  const t = useWords(formWords);
  const { message } = App.useApp();
  const run = useFormRuntime(source);
  const { store } = run;
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [isSubmitting, setSubmitting] = useState(false);
  const [openTabs, setOpenTabs] = useState<Readonly<Record<string, string>>>({});
  const element = useRef<HTMLFormElement>(null);

  const goTo = (field: string) => {
    const tab = tabOf(source.form.layout, field);
    if (tab) setOpenTabs((open) => ({ ...open, [tab.tabs]: tab.tab }));
    // The tab has to be there before anything in it can be focused.
    setTimeout(() => focusField(element.current, field), tab ? 60 : 0);
  };
  const submit: FormControls['submit'] = async (write = onSubmit) => {
    setSubmitting(true);
    try {
      const found = await run.submit(write);
      setChecked(found.length > 0);
      setIssues(found);
      if (found[0]) goTo(String(found[0].path[0] ?? ''));
      return found.length === 0;
    } catch (error) {
      message.error(messageOf(error));
      return false;
    } finally {
      setSubmitting(false);
    }
  };
  useSaveKey(element, () => void submit());
  const shown = useMemo(
    (): ShownForm => ({
      store,
      run,
      only: only ?? null,
      isChecked,
      openTabs,
      setOpenTab: (tabs, tab) => setOpenTabs((open) => ({ ...open, [tabs]: tab })),
    }),
    [store, run, only, isChecked, openTabs],
  );
  const { isDirty } = run.inputs.formState;
  return (
    <ShownFormContext value={shown}>
      <form
        ref={element}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        {run.hasDraft && (
          <Alert
            className={styles.above ?? ''}
            type="info"
            title={t('draft_kept')}
            action={
              <Button size="small" onClick={run.dropDraft}>
                {t('drop_draft')}
              </Button>
            }
          />
        )}
        <ErrorSummary form={source.form} issues={issues} onGo={goTo} />
        <LayoutView nodes={source.form.layout} form={source.form} />
        {children?.({
          isDirty: isDirty || run.hasDraft,
          isSubmitting,
          submit,
          discard: run.dropDraft,
          run,
          element: element.current,
        })}
      </form>
    </ShownFormContext>
  );
}

function tabOf(layout: Layout, field: string): { tabs: string; tab: string } | null {
  for (const node of layout) {
    if (node.kind !== 'tabs') continue;
    const tab = node.tabs.find(({ children }) => fieldsIn(children).includes(field));
    if (tab) return { tabs: node.id, tab: tab.id };
  }
  return null;
}

function focusField(form: HTMLElement | null, field: string): void {
  const place = form?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  place?.closest('details')?.setAttribute('open', '');
  place?.scrollIntoView({ block: 'center' });
  const wrong = place?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const input = place?.querySelector<HTMLElement>(`#${CSS.escape(inputId(field))}:not(fieldset)`);
  const any = place?.querySelector<HTMLElement>('input, button, textarea, [tabindex]');
  (wrong ?? input ?? any)?.focus({ preventScroll: true });
}

/** Ctrl/⌘ S saves the form that is open. */
function useSaveKey(element: React.RefObject<HTMLFormElement | null>, save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || !element.current) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [element]);
}
