import { useNavigate, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { RecordSheet } from '../../runtime/form/record-sheet.js';
import { narrowingOf } from '../../runtime/record/access-narrowing.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { fieldWords } from '../shell/field-words.js';
import { useSnapshot } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import styles from './order.module.css';

/** A record to read, as far as the phone has it. */
export function LocalRecordPage() {
  const t = useWords(fieldWords);
  const { form: formId = '', id = '' } = useParams();
  const scope = useAppScope();
  const { records } = useSnapshot();
  const navigate = useNavigate();
  const form = scope.forms.get(formId);
  const record = records.get(formId)?.get(id);
  return (
    <div className={styles.page}>
      <BackLine to=".." onBack={() => navigate(-1)} title={form && record ? titleOfWork(form, record) : ''} />
      {form && record ? (
        <div className={styles.body}>
          <RecordSheet form={form} record={record} narrowing={narrowingOf(scope.access(form.id))} />
        </div>
      ) : (
        <EmptyState title={t('not_here')} hint={t('not_here_hint')} />
      )}
    </div>
  );
}
