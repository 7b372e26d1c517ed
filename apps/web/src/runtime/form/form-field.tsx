import { type Field, type Issue, localize } from '@fieldwork/metadata';
import { useSyncExternalStore } from 'react';
import { useController } from 'react-hook-form';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import styles from './form.module.css';
import { formWords } from './form-words.js';
import { inputId, useFieldLook, useShownForm } from './run-context.js';
import type { FormRun } from './use-form-runtime.js';

/** One field while it is filled in: label, input, what is meant, what is wrong. */
export function FormField({ field, run }: { field: Field; run: FormRun }) {
  const t = useWords(formWords);
  const text = useText();
  const look = useFieldLook(field.id);
  const { isChecked } = useShownForm();
  const { field: input, fieldState } = useController({ name: field.id, control: run.inputs.control });
  // What can be chosen here may depend on any other value; other fields need not be drawn again for those.
  useSyncExternalStore(run.store.subscribe, () => (field.filter ? run.store.state.values : null));
  if (!look) return null;
  const { state, settled, refused } = look;
  const widget = widgetOf(field);
  const id = inputId(field.id);
  // Nobody is told off for a field he has not come to yet.
  const issues = shownIssues([...refused, ...state.issues], isChecked, fieldState.isTouched);
  const hasIssues = issues.length > 0 || (isChecked && hasRowIssues(state.rows));
  const noteId = issues.length > 0 ? `${id}-issue` : field.help ? `${id}-help` : undefined;
  const label = (
    <>
      {text(field.label)}
      {state.required && (
        <span className={styles.star} title={t('required')} aria-hidden>
          *
        </span>
      )}
    </>
  );
  return (
    <div data-field={field.id}>
      {widget.isGroup ? (
        <span id={`${id}-label`} className={styles.label}>
          {label}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={id} className={styles.label}>
          {label}
        </label>
      )}
      <widget.Input
        id={id}
        field={field}
        value={field.compute === undefined ? input.value : settled}
        values={run.store.state.values}
        onChange={(value) => run.change(field.id, value)}
        onBlur={input.onBlur}
        isReadOnly={state.readOnly}
        isRequired={state.required}
        isInvalid={hasIssues}
        describedBy={noteId}
        rowStates={state.rows}
        settled={settled}
      />
      <Note id={id} field={field} issues={issues} />
    </div>
  );
}

function Note({ id, field, issues }: { id: string; field: Field; issues: readonly Issue[] }) {
  const v = useWords(verbs);
  const locale = useLocale();
  const text = useText();
  if (issues.length > 0)
    return (
      <div id={`${id}-issue`} className={styles.issue} role="alert">
        {issues.map((issue) => localize(issue.message, locale)).join(v('semicolon'))}
      </div>
    );
  return field.help ? (
    <div id={`${id}-help`} className={styles.help}>
      {text(field.help)}
    </div>
  ) : null;
}

function shownIssues(issues: readonly Issue[], isChecked: boolean, isTouched: boolean): readonly Issue[] {
  if (isChecked) return issues;
  return isTouched ? issues.filter(({ code }) => code !== 'required') : [];
}

function hasRowIssues(
  rows: readonly Readonly<Record<string, { issues: readonly Issue[] }>>[] | undefined,
): boolean {
  return (rows ?? []).some((row) => Object.values(row).some((cell) => cell.issues.length > 0));
}
