import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { newId } from '../../api/new-id.js';
import { createRecord } from '../../api/records.js';
import type { CreateRequest } from '../../widgets/inline-create.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { FormRuntime } from '../form/form-runtime.js';
import { narrowingOf } from './access-narrowing.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

/** A new record in a dialog over the form that needs it. */
export function InlineCreateDialog({ request, onClose }: { request: CreateRequest; onClose: () => void }) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const key = useRef(newId());
  const { form, given, onCreated } = request;
  return (
    <Modal
      open
      width={720}
      title={t('new_title', { form: text(form.label) })}
      footer={null}
      onCancel={onClose}
    >
      <FormRuntime
        form={form}
        base={null}
        given={given}
        narrowing={narrowingOf(scope.access(form.id))}
        onSubmit={async (values) => {
          const record = await createRecord(scope.id, form.id, values, key.current);
          onCreated(record);
          onClose();
        }}
      >
        {({ isSubmitting }) => (
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" loading={isSubmitting}>
              {t('create')}
            </Button>
            <Button onClick={onClose}>{v('cancel')}</Button>
          </div>
        )}
      </FormRuntime>
    </Modal>
  );
}
