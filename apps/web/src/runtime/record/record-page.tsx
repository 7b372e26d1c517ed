import { useNavigate, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { listWords } from '../list/list-words.js';
import styles from './record.module.css';
import { RecordView } from './record-view.js';

/** A record on a page of its own. */
export function RecordPage() {
  const l = useWords(listWords);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const { form: formId = '', id = '' } = useParams();
  const form = scope.forms.get(formId);
  if (!form) return <EmptyState title={l('no_form')} />;
  const list = `/apps/${scope.id}/forms/${formId}`;
  const crumbs = [
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    { label: text(form.label), to: list },
  ];
  return (
    <div className={styles.page}>
      <RecordView key={id} form={form} id={id} place="page" crumbs={crumbs} onClose={() => navigate(list)} />
    </div>
  );
}
