import type { Values } from '@fieldwork/form-engine';
import type { Form, Intake } from '@fieldwork/metadata';
import { Button } from 'antd';
import { type RefObject, useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BeforeWriting } from '../duplicates/before-writing.js';
import { type FormControls, FormRuntime } from '../form/form-runtime.js';
import { narrowingOf } from '../record/access-narrowing.js';
import styles from './intake.module.css';
import { intakeWords } from './intake-words.js';

interface IntakeFormProps {
  page: Intake;
  form: Form;
  given: Values;
  /** Where the page finds the form's controls, to fill in what was chosen. */
  controls: RefObject<FormControls | null>;
  onSubmit: (values: Values) => Promise<void>;
  onAgain: () => void;
}

/** The new record, cut to what is asked on the telephone. */
export function IntakeForm({ page, form, given, controls, onSubmit, onAgain }: IntakeFormProps) {
  const t = useWords(intakeWords);
  const text = useText();
  const scope = useAppScope();
  const asked = useMemo(
    (): Form =>
      page.fields === undefined
        ? form
        : { ...form, layout: page.fields.map((field) => ({ kind: 'field', field })) },
    [form, page.fields],
  );
  return (
    <section className={styles.form} aria-label={t('new_one', { form: text(form.label) })}>
      <FormRuntime
        form={asked}
        base={null}
        given={given}
        narrowing={narrowingOf(scope.access(form.id))}
        onSubmit={onSubmit}
      >
        {(own) => {
          controls.current = own;
          return (
            <>
              <BeforeWriting form={form} run={own.run} />
              <div className={styles.buttons}>
                <Button type="primary" htmlType="submit" loading={own.isSubmitting}>
                  {t('save')}
                </Button>
                <Button disabled={own.isSubmitting} onClick={onAgain}>
                  {t('again')}
                </Button>
              </div>
            </>
          );
        }}
      </FormRuntime>
    </section>
  );
}
