import { BranchesOutlined, ThunderboltOutlined } from '@ant-design/icons';
import type { HistoryEntry, RecordReference } from '@fieldwork/api-contract';
import { type Form, fieldOf, type Text } from '@fieldwork/metadata';
import { Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useComments } from '../../api/comments.js';
import { useHistory } from '../../api/records.js';
import { Ago, exactMoment } from '../../ui/moment.js';
import { Avatar } from '../../ui/person.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { CommentComposer } from '../comments/comment-composer.js';
import { CommentItem } from '../comments/comment-item.js';
import { commentWords } from '../comments/comment-words.js';
import commentStyles from '../comments/comments.module.css';
import { FollowButton } from '../comments/follow-button.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

const fewChanges = 4;

type Shown = 'everything' | 'comments' | 'changes';
const choices: readonly Shown[] = ['everything', 'comments', 'changes'];

/** The story of a record, newest first, in words: what people say of it and what happened to it. */
export function Timeline({ form, record }: { form: Form; record: string }) {
  const t = useWords(commentWords);
  const scope = useAppScope();
  const subject = { app: scope.id, form: form.id, record };
  const history = useHistory(scope.id, form.id, record);
  const comments = useComments(subject);
  const [shown, setShown] = useState<Shown>('everything');
  if (history.error) return <ProblemNotice error={history.error} retry={history.refetch} />;
  if (!history.data) return <Skeleton active />;
  const { comments: said = [], writes = 'none', following = false } = comments.data ?? {};
  const audiences = (['internal', 'customer'] as const).filter((one) => writes === 'all' || writes === one);
  const entries = [
    ...(shown === 'changes' ? [] : said.map((comment) => ({ at: comment.at, comment, entry: null }))),
    ...(shown === 'comments' ? [] : history.data.map((entry) => ({ at: entry.at, comment: null, entry }))),
  ].toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <>
      {audiences.length > 0 && <CommentComposer subject={subject} audiences={audiences} />}
      <div className={commentStyles.head}>
        <Segmented
          size="small"
          value={shown}
          onChange={setShown}
          options={choices.map((value) => ({ value, label: t(value) }))}
        />
        {comments.data && <FollowButton subject={subject} isFollowing={following} />}
      </div>
      {entries.length === 0 && <p className="muted">{t('none')}</p>}
      <ol className={styles.timeline}>
        {entries.map(({ comment, entry }) =>
          comment ? (
            <CommentItem key={comment.id} subject={subject} comment={comment} className={styles.entry} />
          ) : (
            <Entry key={entry.id} form={form} entry={entry} />
          ),
        )}
      </ol>
    </>
  );
}

function Entry({ form, entry }: { form: Form; entry: HistoryEntry }) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const sentence = useEntrySentence();
  const name = entry.by?.title;
  const detail = entry.detail as { assignees?: RecordReference[]; reason?: string | null };
  const people = (detail.assignees ?? []).flatMap(({ title }) => title ?? []).join(v('comma'));
  return (
    <li className={styles.entry}>
      {name ? (
        <Avatar name={name} />
      ) : entry.kind === 'rule' ? (
        <ThunderboltOutlined className="muted" />
      ) : (
        <BranchesOutlined className="muted" />
      )}
      <div>
        <b>{name ?? t('by_system')}</b> {sentence(entry)} <Ago at={entry.at} />
        {isLate(entry) && (
          <span className="muted"> · {t('happened_at', { at: exactMoment(entry.happenedAt ?? '') })}</span>
        )}
      </div>
      {people && <div className={styles.changes}>{t('handed_to', { people })}</div>}
      {detail.reason && <div className={styles.said}>{t('reason', { reason: detail.reason })}</div>}
      {entry.kind !== 'created' && <Changes form={form} changes={entry.changes} />}
    </li>
  );
}

const lateMs = 5 * 60_000;

/** A device told of it only later. */
function isLate({ at, happenedAt }: HistoryEntry): boolean {
  return Boolean(happenedAt) && Date.parse(at) - Date.parse(happenedAt ?? at) > lateMs;
}

/** What happened, as the end of a sentence that begins with who. */
function useEntrySentence(): (entry: HistoryEntry) => string {
  const t = useWords(recordWords);
  const text = useText();
  return ({ kind, detail }) => {
    const { label, actionLabel, event } = detail as {
      label?: Text;
      actionLabel?: Text | null;
      event?: string;
    };
    const named = { label: text(label) };
    if (kind === 'created') return t('created_by');
    if (kind === 'deleted') return t('deleted_by');
    if (kind === 'restored') return t('restored_by');
    if (kind === 'merged') return t('merged_by');
    if (kind === 'unmerged') return t('unmerged_by');
    if (kind === 'rule') return t('by_rule', named);
    if (kind === 'conflict') return t('conflict_by');
    if (kind === 'deadline' && event === 'late_report') return t('deadline_corrected', named);
    if (kind === 'deadline') return t('by_deadline', named);
    if (kind === 'flow') return t(flowEvents[event ?? ''] ?? 'flow_event_started', named);
    if (kind === 'task' && event === 'claimed') return t('task_claimed', named);
    if (kind === 'task' && event === 'released') return t('task_released', named);
    if (kind === 'task' && event === 'cancelled') return t('task_cancelled', named);
    if (kind === 'task') return t('task_done', { ...named, action: text(actionLabel) || t('task_finished') });
    return kind === 'updated' ? t('updated_by') : text(label);
  };
}

const flowEvents: Record<
  string,
  'flow_event_started' | 'flow_event_completed' | 'flow_event_terminated' | 'flow_event_cut'
> = {
  started: 'flow_event_started',
  completed: 'flow_event_completed',
  terminated: 'flow_event_terminated',
  cut: 'flow_event_cut',
};

function Changes({ form, changes }: { form: Form; changes: HistoryEntry['changes'] }) {
  const t = useWords(recordWords);
  const [isWhole, setWhole] = useState(false);
  const entries = Object.entries(changes).filter(([id]) => fieldOf(form, id));
  if (entries.length === 0) return null;
  const shown = isWhole ? entries : entries.slice(0, fewChanges);
  return (
    <ul className={styles.changes}>
      {shown.map(([id, [before, after]]) => (
        <Change key={id} form={form} id={id} before={before} after={after} />
      ))}
      {entries.length > shown.length && (
        <li>
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setWhole(true)}>
            {t('more_changes', { count: entries.length })}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Change({ form, id, before, after }: { form: Form; id: string; before: unknown; after: unknown }) {
  const v = useWords(verbs);
  const text = useText();
  const field = fieldOf(form, id);
  if (!field) return null;
  const { Display } = widgetOf(field);
  return (
    <li>
      <span className="muted">{text(field.label) + v('colon')}</span>
      {!isEmptyValue(before) && (
        <>
          <span className={styles.was}>
            <Display field={field} value={before} place="cell" isExact />
          </span>
          {' → '}
        </>
      )}
      {isEmptyValue(after) ? (
        <span className="muted">{v('empty')}</span>
      ) : (
        <Display field={field} value={after} place="cell" isExact />
      )}
    </li>
  );
}
