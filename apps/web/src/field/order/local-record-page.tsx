import { MessageOutlined, RightOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Link, useNavigate, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { RecordSheet } from '../../runtime/form/record-sheet.js';
import { narrowingOf } from '../../runtime/record/access-narrowing.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { fieldWords } from '../shell/field-words.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { draftKeyOf } from '../store/database.js';
import { titleOfWork } from '../today/work-list.js';
import { Begins } from './begins.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { StepForm } from './step-form.js';
import { tasksOf } from './steps.js';
import { useWrite, type Written } from './use-write.js';

/** A record as far as the phone has it: what it says, what can be begun on it, and the caller's open task. */
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
        <Shown key={record.id} form={form} record={record} />
      ) : (
        <EmptyState title={t('not_here')} hint={t('not_here_hint')} />
      )}
    </div>
  );
}

function Shown({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(orderWords);
  const scope = useAppScope();
  const { page } = useGround();
  return (
    <>
      <div className={styles.body}>
        <RecordSheet form={form} record={record} narrowing={narrowingOf(scope.access(form.id))} />
        <Begins on={{ form: form.id, record }} />
        <Link to={`/records/${form.id}/${record.id}/comments`} className={styles.beside}>
          <span>
            <MessageOutlined /> {t('comments')}
          </span>
          <RightOutlined className="muted" />
        </Link>
      </div>
      {/* The work has steps for its tasks. */}
      {form.id !== page.work.form && <OpenTask form={form} record={record} />}
    </>
  );
}

/** What is to be done with it: the fields of the task, and its actions below the thumb. */
function OpenTask({ form, record }: { form: Form; record: RecordData }) {
  const text = useText();
  const navigate = useNavigate();
  const { store } = usePhone();
  const write = useWrite(form, record);
  const [task] = tasksOf(record, store).filter(({ actions }) => actions.length > 0);
  const [onWrite] = useAction(async (written: Written) => {
    await write({ ...written, step: task?.node });
    navigate(-1);
  });
  if (!task) return null;
  const actions = task.actions.map((action) => ({ task, action }));
  const step = {
    id: task.node,
    type: 'task' as const,
    label: task.label,
    actions: task.actions.map(({ id }) => id),
  };
  return (
    <>
      <h2 className={styles.taskTitle}>{text(task.label)}</h2>
      <StepForm
        step={step}
        state={{ step, isDone: false, actions, isNeeded: true }}
        form={form}
        record={record}
        fields={[...new Set([...task.required, ...task.editable])]}
        draftKey={draftKeyOf(record.id, task.node)}
        onWrite={onWrite}
        onSkip={() => navigate(-1)}
      />
    </>
  );
}
