import type { RecordData } from '@fieldwork/api-contract';
import { isEmptyValue, type Narrowing, type Values } from '@fieldwork/form-engine';
import { assignedValues, changedSince, type FieldStep, type Form, formTypes } from '@fieldwork/metadata';
import { Alert, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { type FormControls, FormRuntime } from '../../runtime/form/form-runtime.js';
import { ReasonDialog } from '../../runtime/record/reason-dialog.js';
import { RecordValues } from '../../widgets/record-values.js';
import { signatureOf } from '../../widgets/signature.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { usePhone } from '../shell/phone-context.js';
import { DraftKeeper, useKeptDraft } from './kept-draft.js';
import { onlyThese } from './only-these.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { StepActions } from './step-actions.js';
import type { StepProps } from './step-views.js';
import { type OpenAction, tasksOf } from './steps.js';

type StepFormProps = StepProps<FieldStep> & { fields: readonly string[] };

/** Fields of the form in the order of the step, by the form's own rules, and the step's actions below the thumb. */
export function StepForm(props: StepFormProps) {
  const { step, state, form, record, fields, draftKey, onWrite, onSkip } = props;
  const t = useWords(orderWords);
  const text = useText();
  const isReady = useKeptDraft(draftKey);
  const controls = useRef<FormControls | null>(null);
  const [asking, setAsking] = useState<OpenAction | null>(null);
  const [first] = state.actions;
  const narrowing = useNarrowing(form, record, fields, first);
  // A new form would begin anew: it stays the same as long as it asks for the same.
  const shownFields = fields.join(' ');
  const shownForm = useMemo(() => onlyThese(form, shownFields.split(' ')), [form, shownFields]);
  const given = useSuggested(form, record, step);
  const isOpen = first !== undefined || !step.actions?.length;

  const write = (act: OpenAction | undefined, reason?: string) => async () => {
    const store = controls.current?.run.store;
    const touched = [...(store?.state.touched ?? [])];
    const shown = Object.fromEntries(touched.map((id) => [id, store?.state.values[id] ?? null]));
    if (store && standsUnderOther(form, touched, store.state.values)) throw new Error(t('sign_again'));
    await onWrite({ shown, label: act ? act.action.label : step.label, act, reason });
  };
  const submit = async (act: OpenAction | undefined, reason?: string) => {
    // Going back needs no complete form: that it is not complete may be the reason.
    if (act?.action.kind === 'return') await onWrite({ shown: {}, label: act.action.label, act, reason });
    else await controls.current?.submit(write(act, reason));
  };
  const start = (act: OpenAction) => (act.action.reason === 'none' ? void submit(act) : setAsking(act));
  if (!isReady) return null;
  return (
    <RecordValues value={record}>
      <div className={styles.body}>
        {step.help && <p className="muted">{text(step.help)}</p>}
        {!isOpen && state.isDone && fields.length === 0 && (
          <Alert type="success" showIcon title={t('done')} />
        )}
        {!isOpen && !state.isDone && <Alert type="info" showIcon title={t('not_open')} />}
        <FormRuntime
          form={shownForm}
          base={record}
          given={given}
          narrowing={narrowing}
          draftKey={draftKey}
          onSubmit={write(first)}
        >
          {(found) => {
            controls.current = found;
            return <DraftKeeper run={found.run} draftKey={draftKey} />;
          }}
        </FormRuntime>
      </div>
      <div className={styles.bottom}>
        {first ? (
          <StepActions actions={state.actions} onAct={start} />
        ) : isOpen ? (
          <Button type="primary" size="large" block onClick={() => void submit(undefined)}>
            {t('save_next')}
          </Button>
        ) : (
          <Button size="large" block onClick={onSkip}>
            {t('next')}
          </Button>
        )}
      </div>
      {asking && (
        <ReasonDialog
          action={asking.action}
          onCancel={() => setAsking(null)}
          onGiven={async (reason) => {
            await submit(asking, reason);
            setAsking(null);
          }}
        />
      )}
    </RecordValues>
  );
}

/** Whether something is signed here that has changed since, as when work is done again from what was filled in. */
function standsUnderOther(form: Form, touched: readonly string[], values: Values): boolean {
  return touched.some((id) => {
    const signed = signatureOf(values[id]);
    return signed !== null && changedSince(form, signed, values).length > 0;
  });
}

/** What can be filled in here: by the task when the step acts on one, else by the reader's rights. */
function useNarrowing(
  form: Form,
  record: RecordData,
  fields: readonly string[],
  act: OpenAction | undefined,
): Narrowing {
  const scope = useAppScope();
  const { store } = usePhone();
  const task = act?.task;
  const access = scope.access(form.id);
  const asked = tasksOf(record, store).flatMap(({ required }) => required);
  const key = JSON.stringify([task?.editable, task?.required, task?.hidden, asked, fields]);
  return useMemo((): Narrowing => {
    const [editable, required, hidden, all, shown] = JSON.parse(key) as (string[] | null)[];
    if (editable)
      return { editable: new Set(editable), required: new Set(required), hidden: new Set(hidden) };
    return {
      hidden: new Set(access.hidden),
      readOnly: new Set(access.readOnly),
      required: new Set((all ?? []).filter((id) => shown?.includes(id))),
    };
  }, [key, access]);
}

/** What the step offers for fields that are still empty; the same as long as the step is open. */
function useSuggested(form: Form, record: RecordData, step: FieldStep): Values {
  const { forms } = useAppScope();
  const contextOf = useExpressionContext();
  const kept = useRef<Values | null>(null);
  if (kept.current === null) {
    const set = (step.suggest ?? []).filter(({ field }) => isEmptyValue(record[field]));
    const types = formTypes(form, forms);
    kept.current = assignedValues(set, form, forms, { types, values: record, context: contextOf() });
  }
  return kept.current;
}
