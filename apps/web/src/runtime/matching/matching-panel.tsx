import { TeamOutlined } from '@ant-design/icons';
import type { RankedCandidate, RecordData, TaskData } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { App, Button, Collapse, Drawer, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { keepChoice, useProposal } from '../../api/matchings.js';
import { newId } from '../../api/new-id.js';
import { messageOf, ProblemError } from '../../api/problem.js';
import { updateRecord, useRecordAccess } from '../../api/records.js';
import { actOnTask, useRecordTasks } from '../../api/tasks.js';
import { useIsPhone } from '../../ui/media.js';
import { Person } from '../../ui/person.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { WhyDialog } from '../board/why-dialog.js';
import styles from './matching.module.css';
import { matchingWords } from './matching-words.js';
import { TermBars } from './term-bars.js';

/** Buttons for the matchings that a record's form has; each opens who suits it. */
export function MatchingButtons({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(matchingWords);
  const text = useText();
  const scope = useAppScope();
  const [open, setOpen] = useState<string | null>(null);
  const field = (id: string | null) => (id === null ? null : record[id]);
  const { data: tasks } = useRecordTasks(scope.id, form.id, record.id);
  const matchings = scope.data.matchings.filter((matching) => matching.form === form.id);
  // Where somebody has it already it is no longer the question.
  const asked = matchings.filter(
    (matching) => !field(matching.field) || assignTask(tasks, matching.field) !== null,
  );
  if (record.deleted_at || asked.length === 0) return null;
  return (
    <>
      {asked.map(({ id, label }) => (
        <Button key={id} icon={<TeamOutlined />} onClick={() => setOpen(id)}>
          {asked.length > 1 ? text(label) : t('recommend')}
        </Button>
      ))}
      {open !== null && (
        <MatchingPanel form={form} record={record} matching={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** The caller's open task in which the field can be filled. */
function assignTask(tasks: readonly TaskData[] | undefined, field: string | null): TaskData | null {
  return tasks?.find((task) => task.mine && field !== null && task.editable.includes(field)) ?? null;
}

interface MatchingPanelProps {
  form: Form;
  record: RecordData;
  matching: string;
  onClose: () => void;
}

/** Everybody's place for one record, with the reasons; choosing assigns. */
function MatchingPanel({ form, record, matching, onClose }: MatchingPanelProps) {
  const t = useWords(matchingWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const isPhone = useIsPhone();
  const { message } = App.useApp();
  const { data: proposal, error, refetch } = useProposal(scope.id, form.id, matching, record.id);
  const { data: tasks } = useRecordTasks(scope.id, form.id, record.id);
  const [asking, setAsking] = useState<RankedCandidate | null>(null);
  const field = proposal?.matching.field ?? null;
  const task = assignTask(tasks, field);
  const action = task?.actions.find(({ kind }) => kind === 'complete');
  const access = useRecordAccess(form.id, record.id);
  const canWrite = access.update && !access.readOnly.includes(field ?? '');
  const canChoose = field !== null && (action !== undefined || canWrite);

  const choose = async (candidate: RankedCandidate, reason?: string) => {
    if (field === null) return;
    const { id, title } = candidate.candidate;
    const value = fieldOf(form, field)?.form === undefined ? (candidate.person?.id ?? null) : id;
    try {
      await keepChoice(scope.id, matching, {
        recordId: record.id,
        candidateId: id,
        ...(reason ? { reason } : {}),
      });
      if (task && action)
        await actOnTask(
          task,
          { action: action.id, values: { [field]: value }, recordVersion: record.version },
          newId(),
        );
      else await updateRecord(scope.id, form.id, record.id, { [field]: value }, record.version);
      message.success(t('chosen', { name: title ?? '' }));
      onClose();
    } catch (failure) {
      if (failure instanceof ProblemError && failure.issues.some(({ path }) => path[0] === 'reason'))
        setAsking(candidate);
      else message.error(messageOf(failure));
    }
  };
  return (
    <Drawer
      open
      title={text(proposal?.matching.label) || t('recommend')}
      size={isPhone ? '100%' : 480}
      onClose={onClose}
    >
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!proposal && !error && <Skeleton active />}
      {proposal?.ranked.length === 0 && <p className="muted">{t('nobody')}</p>}
      <ol className={styles.list}>
        {proposal?.ranked.map((ranked) => (
          <li key={ranked.candidate.id} className={styles.candidate}>
            <div className={styles.head}>
              <Person name={ranked.candidate.title ?? '?'} />
              <span className={`${styles.score} figures`}>{ranked.score.toFixed(1)}</span>
              {canChoose && (
                <Button
                  size="small"
                  type={ranked === proposal.ranked[0] ? 'primary' : 'default'}
                  onClick={() => void choose(ranked)}
                >
                  {t('choose')}
                </Button>
              )}
            </div>
            {ranked.distanceKm !== null && (
              <span className="muted">
                {t('far', { km: ranked.distanceKm, minutes: ranked.travelMinutes ?? '—' })}
              </span>
            )}
            <TermBars terms={ranked.terms} labels={proposal.matching.terms} />
          </li>
        ))}
      </ol>
      {proposal && proposal.excluded.length > 0 && (
        <Collapse
          ghost
          items={[
            {
              key: 'excluded',
              label: t('excluded', { count: proposal.excluded.length }),
              children: (
                <ul className={styles.list}>
                  {proposal.excluded.map(({ candidate, failed }) => (
                    <li key={candidate.id} className={styles.candidate}>
                      <Person name={candidate.title ?? '?'} />
                      {failed.map(({ constraint, label, changes, isComplete, unsolved }) => (
                        <div key={constraint}>
                          <Tag color="error">{text(label)}</Tag>
                          <ul className={styles.failed}>
                            {changes.map(({ path, words }) => (
                              <li key={path}>{text(words)}</li>
                            ))}
                            {!isComplete && (
                              <li className="muted">
                                {t('unknown', { names: unsolved.map((name) => text(name)).join(v('comma')) })}
                              </li>
                            )}
                          </ul>
                        </div>
                      ))}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
      {asking && (
        <WhyDialog
          candidate={{ id: asking.candidate.id, name: asking.candidate.title ?? '' }}
          proposal={proposal}
          onCancel={() => setAsking(null)}
          onGiven={async (reason) => {
            await choose(asking, reason);
            setAsking(null);
          }}
        />
      )}
    </Drawer>
  );
}
