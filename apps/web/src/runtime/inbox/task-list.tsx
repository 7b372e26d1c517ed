import { CheckCircleOutlined } from '@ant-design/icons';
import type { TaskData } from '@fieldwork/api-contract';
import dayjs from 'dayjs';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { useApps } from '../../api/apps.js';
import { useTasks } from '../../api/tasks.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Ago } from '../../ui/moment.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { StateDot } from '../../ui/state-dot.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './inbox.module.css';
import { inboxWords } from './inbox-words.js';

/** Tasks by state; each leads to its record, where it is done. */
export function TaskList({ status }: { status: 'open' | 'done' }) {
  const t = useWords(inboxWords);
  const { data, error, refetch } = useTasks(status);
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  if (data.length === 0)
    return (
      <EmptyState
        icon={<CheckCircleOutlined />}
        title={status === 'open' ? t('open_empty') : t('done_empty')}
        hint={status === 'open' ? t('open_empty_hint') : undefined}
      />
    );
  return (
    <ul className={styles.list}>
      {data.map((task) => (
        <li key={task.id}>
          <TaskLine task={task} />
        </li>
      ))}
    </ul>
  );
}

/** Words with dots between; where the line breaks, numbers stay whole and the dot stands at the end. */
function Dotted({ words }: { words: string }) {
  const parts = words.split(' · ');
  return parts.map((part, index) => (
    <Fragment key={`${index} ${part}`}>
      <span className={styles.part}>{index < parts.length - 1 ? `${part} ·` : part}</span>{' '}
    </Fragment>
  ));
}

function TaskLine({ task }: { task: TaskData }) {
  const t = useWords(inboxWords);
  const text = useText();
  const { data: apps } = useApps();
  const app = apps?.find(({ id }) => id === task.app);
  const isOpen = task.status === 'open';
  const isLate = isOpen && task.dueAt !== null && dayjs(task.dueAt).isBefore(dayjs());
  const isFree = isOpen && task.claimedBy === null && task.assignees.length > 1;
  return (
    <Link to={`/apps/${task.app}/forms/${task.form}/${task.record.id}`} className={styles.item}>
      <b>
        <Dotted words={[text(task.label), task.record.title ?? task.record.id.slice(0, 8)].join(' · ')} />
      </b>
      <span style={{ display: 'flex', gap: 12 }}>
        {isFree && <StateDot color="gold">{t('claimable')}</StateDot>}
        {isLate && <StateDot color="red">{t('overdue')}</StateDot>}
      </span>
      <p>
        {[text(app?.label), text(task.flowLabel)].filter(Boolean).join(' · ')} ·{' '}
        <Ago at={task.completedAt ?? task.createdAt} />
        {isOpen && task.dueAt && (
          <>
            {' · '}
            {t('due')} <Ago at={task.dueAt} />
          </>
        )}
      </p>
    </Link>
  );
}
