import type { RecordData, TaskData } from '@fieldwork/api-contract';
import type { Narrowing, Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { App, Button } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useRef, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { newId } from '../../api/new-id.js';
import { actOnTask, claimTask, releaseTask, useRecordTasks, useTask } from '../../api/tasks.js';
import { exactMoment } from '../../ui/moment.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { BeforeWriting } from '../duplicates/before-writing.js';
import { dropDraft } from '../form/draft.js';
import { type FormControls, FormRuntime } from '../form/form-runtime.js';
import { ReasonDialog } from './reason-dialog.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

type TaskAction = TaskData['actions'][number];

/** What waits for the caller on this record. */
export function TaskPanels({ form, record }: { form: Form; record: RecordData }) {
  const scope = useAppScope();
  const { data } = useRecordTasks(scope.id, form.id, record.id);
  return data
    ?.filter(({ mine }) => mine)
    .map((task) => <TaskPanel key={task.id} form={form} record={record} listed={task} />);
}

function TaskPanel({ form, record, listed }: { form: Form; record: RecordData; listed: TaskData }) {
  const t = useWords(recordWords);
  const text = useText();
  const { data: task = listed } = useTask(listed.id);
  const isLate = task.dueAt !== null && dayjs(task.dueAt).isBefore(dayjs());
  return (
    <section className={styles.task} aria-label={text(task.label)}>
      <div>
        <h2>
          {text(task.label)} <span className="muted">{t('task_yours')}</span>
        </h2>
        {task.dueAt && (
          <span
            style={isLate ? { color: 'var(--danger)' } : undefined}
            className={isLate ? undefined : 'muted'}
          >
            {t(isLate ? 'task_overdue' : 'task_due', { at: exactMoment(task.dueAt) })}
          </span>
        )}
        {task.help && <p className="muted">{text(task.help)}</p>}
      </div>
      {isForSeveral(task) && task.claimedBy === null ? (
        <Claim task={task} />
      ) : (
        <TaskForm form={form} record={record} task={task} />
      )}
    </section>
  );
}

function TaskForm({ form, record, task }: { form: Form; record: RecordData; task: TaskData }) {
  const t = useWords(recordWords);
  const { message } = App.useApp();
  const key = useRef(newId());
  const draftKey = `task.${task.id}`;
  const fields = JSON.stringify([task.editable, task.required, task.hidden]);
  const { narrowing, only } = useMemo(() => {
    const [editable, required, hidden] = JSON.parse(fields) as string[][];
    const asked: Narrowing = {
      editable: new Set(editable),
      required: new Set(required),
      hidden: new Set(hidden),
    };
    return { narrowing: asked, only: new Set([...(editable ?? []), ...(required ?? [])]) };
  }, [fields]);
  const [asking, setAsking] = useState<TaskAction | null>(null);
  const controls = useRef<FormControls | null>(null);

  const write = (action: TaskAction, reason?: string) => async (values: Values) => {
    const body = {
      action: action.id,
      ...(reason ? { reason } : {}),
      ...(Object.keys(values).length > 0 ? { values: values as Record<string, never> } : {}),
      recordVersion: record.version,
    };
    await actOnTask(task, body, key.current);
    key.current = newId();
    dropDraft(draftKey);
    message.success(t('task_finished'));
  };
  // Going back needs no complete form: that it is not complete may be the reason.
  const [sendBack] = useAction(async (action: TaskAction, reason?: string) => write(action, reason)({}));
  const act = async (action: TaskAction, reason?: string): Promise<boolean> => {
    if (action.kind === 'return') return sendBack(action, reason);
    return (await controls.current?.submit(write(action, reason))) ?? false;
  };
  return (
    <>
      <FormRuntime
        form={form}
        base={record}
        narrowing={narrowing}
        only={only}
        draftKey={draftKey}
        onSubmit={async () => undefined}
      >
        {(given) => {
          controls.current = given;
          return (
            <>
              <BeforeWriting form={form} run={given.run} isFolded />
              <Actions
                task={task}
                isBusy={given.isSubmitting}
                onAct={(action) => (action.reason === 'none' ? void act(action) : setAsking(action))}
              />
            </>
          );
        }}
      </FormRuntime>
      {asking && (
        <ReasonDialog
          action={asking}
          onCancel={() => setAsking(null)}
          onGiven={async (reason) => {
            await act(asking, reason);
            setAsking(null);
          }}
        />
      )}
    </>
  );
}

/** Whether a task was given to more than one, so that one of them has to take it first. */
function isForSeveral(task: TaskData): boolean {
  return task.assignees.length > 1;
}

function Claim({ task }: { task: TaskData }) {
  const v = useWords(verbs);
  const t = useWords(recordWords);
  const [claim, isClaiming] = useAction(() => claimTask(task));
  return (
    <div className={styles.facts}>
      <Button type="primary" loading={isClaiming} onClick={() => void claim()}>
        {t('task_claim')}
      </Button>
      <span className="muted">{task.assignees.flatMap(({ title }) => title ?? []).join(v('comma'))}</span>
    </div>
  );
}

interface ActionsProps {
  task: TaskData;
  isBusy: boolean;
  onAct: (action: TaskAction) => void;
}

function Actions({ task, isBusy, onAct }: ActionsProps) {
  const t = useWords(recordWords);
  const text = useText();
  const [release] = useAction(() => releaseTask(task));
  return (
    <div className={styles.taskActions}>
      {task.actions.map((action, index) => (
        <Button
          key={action.id}
          type={index === 0 ? 'primary' : 'default'}
          danger={action.kind === 'return'}
          disabled={isBusy}
          onClick={() => onAct(action)}
        >
          {text(action.label)}
        </Button>
      ))}
      {isForSeveral(task) && (
        <Button type="text" onClick={() => void release()}>
          {t('task_release')}
        </Button>
      )}
    </div>
  );
}
