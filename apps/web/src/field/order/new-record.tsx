import type { Values } from '@fieldwork/form-engine';
import { storableValues } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { App, Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { newOrderedId } from '../../api/new-id.js';
import { type FormControls, FormRuntime } from '../../runtime/form/form-runtime.js';
import { narrowingOf } from '../../runtime/record/access-narrowing.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { usePhone } from '../shell/phone-context.js';
import { filesIn } from './files-in.js';
import { onlyThese } from './only-these.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';

const SECOND_TAP_MS = 400;

interface NewRecordProps {
  form: Form;
  title: string;
  /** What is known of it already, references with their titles. */
  given: Values;
  /** What is asked; all of the form where nothing is named. */
  fields?: readonly string[] | undefined;
}

/** A new record made on the phone; its id is final, its number comes when it is sent. */
export function NewRecord({ form, title, given, fields }: NewRecordProps) {
  const t = useWords(orderWords);
  const text = useText();
  const { message } = App.useApp();
  const scope = useAppScope();
  const { store, sync } = usePhone();
  const navigate = useNavigate();
  const controls = useRef<FormControls | null>(null);
  const shownForm = useMemo(() => (fields ? onlyThese(form, fields) : form), [form, fields]);
  const [id] = useState(newOrderedId);
  const [create, isSaving] = useAction(async (values: Values) => {
    if (store.snapshot.records.get(form.id)?.has(id)) return;
    const shown = controls.current?.run.store.state.values ?? values;
    const own = storableValues(form, { ...given, ...values }, scope.forms) as Record<string, unknown>;
    const filled = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
    await store.wish({
      wish: { name: 'record.create', form: form.id, id, values: filled },
      title:
        form.title && typeof shown[form.title] === 'string' ? String(shown[form.title]) : text(form.label),
      label: { 'zh-CN': title, en: title },
      shown: Object.fromEntries(Object.keys(filled).map((key) => [key, shown[key] ?? given[key] ?? null])),
      files: filesIn(form, filled, store.snapshot.files),
    });
    sync.soon();
    message.success(t('saved'));
    // The second of two quick taps falls on this page, not on what stands in its place on the next one.
    await new Promise((resolve) => setTimeout(resolve, SECOND_TAP_MS));
    navigate(-1);
  });
  return (
    <div className={styles.page}>
      <BackLine to="/" onBack={() => navigate(-1)} title={title} />
      <div className={styles.body}>
        <FormRuntime
          form={shownForm}
          base={null}
          given={given}
          narrowing={narrowingOf(scope.access(form.id))}
          onSubmit={async (values) => void (await create(values))}
        >
          {(found) => {
            controls.current = found;
            return null;
          }}
        </FormRuntime>
      </div>
      <div className={styles.bottom}>
        <Button
          type="primary"
          size="large"
          block
          loading={isSaving}
          onClick={() => void controls.current?.submit()}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
