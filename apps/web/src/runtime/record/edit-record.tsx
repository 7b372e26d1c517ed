import type { RecordData } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { hasStatus } from '../../api/problem.js';
import { updateRecord } from '../../api/records.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { BeforeWriting } from '../duplicates/before-writing.js';
import { dropDraft } from '../form/draft.js';
import { FormRuntime } from '../form/form-runtime.js';
import { narrowingOf } from './access-narrowing.js';
import { type Conflict, MergeDialog } from './merge-dialog.js';
import styles from './record.module.css';

interface EditRecordProps {
  form: Form;
  record: RecordData;
  draftKey: string;
  onDone: () => void;
}

/** Editing in place. What somebody else saves meanwhile is shown side by side instead of being overwritten. */
export function EditRecord({ form, record, draftKey, onDone }: EditRecordProps) {
  const v = useWords(verbs);
  const { message } = App.useApp();
  const scope = useAppScope();
  // The record as it was when editing began: the page behind may refresh, what is being edited must not move.
  const [base] = useState(record);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const finish = () => {
    dropDraft(draftKey);
    message.success(v('saved'));
    setTimeout(onDone);
  };
  const save = async (values: Values) => {
    if (Object.keys(values).length === 0) return void setTimeout(onDone);
    try {
      await updateRecord(scope.id, form.id, record.id, values, base.version);
      finish();
    } catch (error) {
      const current = hasStatus(error, 409) ? error.body?.current : undefined;
      if (!current) throw error;
      setConflict({ mine: values, current, base });
    }
  };
  const saveMerged = async (values: Values, version: number) => {
    if (Object.keys(values).length > 0) await updateRecord(scope.id, form.id, record.id, values, version);
    setConflict(null);
    finish();
  };
  return (
    <>
      <FormRuntime
        form={form}
        base={base}
        narrowing={narrowingOf(scope.access(form.id))}
        draftKey={draftKey}
        onSubmit={save}
      >
        {({ isSubmitting, run }) => (
          <div className={styles.buttons}>
            <BeforeWriting form={form} run={run} isFolded />
            <Button type="primary" htmlType="submit" loading={isSubmitting}>
              {v('save')}
            </Button>
            <Button
              onClick={() => {
                dropDraft(draftKey);
                onDone();
              }}
            >
              {v('cancel')}
            </Button>
          </div>
        )}
      </FormRuntime>
      {conflict && (
        <MergeDialog form={form} conflict={conflict} onSave={saveMerged} onCancel={() => setConflict(null)} />
      )}
    </>
  );
}
