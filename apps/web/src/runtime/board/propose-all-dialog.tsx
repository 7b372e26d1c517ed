import type { AssignmentProposal } from '@fieldwork/api-contract';
import type { Form, Timeline } from '@fieldwork/metadata';
import { Alert, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { proposeMany } from '../../api/matchings.js';
import { messageOf } from '../../api/problem.js';
import { recordsChanged } from '../../api/records.js';
import { useWords } from '../../words/words.js';
import type { Resource, Work } from './board-model.js';
import { boardWords } from './board-words.js';
import { placeWork } from './place-work.js';

interface ProposeAllDialogProps {
  page: Timeline;
  form: Form;
  matching: string;
  works: readonly Work[];
  planned: readonly Work[];
  resources: readonly Resource[];
  /** When the first visit of the day may begin. */
  earliest: number;
  /** Nobody works on that day: then nobody is proposed. */
  isDayOff: boolean;
  onClose: () => void;
}

const betweenMs = 30 * 60_000;

/** All that waits, matched together; taken over one after the other, each with the caller's rights. */
export function ProposeAllDialog(props: ProposeAllDialogProps) {
  const { page, form, matching, works, planned, resources, earliest, isDayOff } = props;
  const t = useWords(boardWords);
  const scope = useAppScope();
  const [answer, setAnswer] = useState<AssignmentProposal | null>(null);
  const [notice, setNotice] = useState<{ type: 'info' | 'success' | 'error'; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [ids] = useState(() => works.map(({ id }) => id));
  useEffect(() => {
    let isGone = false;
    if (isDayOff) {
      setNotice({ type: 'info', text: t('propose_day_off') });
      return;
    }
    proposeMany(scope.id, matching, ids)
      .then((found) => {
        if (isGone) return;
        if ('proposal' in found) setAnswer(found.proposal);
        else setNotice({ type: 'info', text: t('propose_job') });
      })
      .catch((error: unknown) => !isGone && setNotice({ type: 'error', text: messageOf(error) }));
    return () => {
      isGone = true;
    };
  }, [scope.id, matching, ids, isDayOff, t]);

  const take = async () => {
    setBusy(true);
    const free = new Map<string, number>();
    for (const { resource, end } of planned)
      if (resource && end !== null)
        free.set(resource, Math.max(free.get(resource) ?? earliest, end + betweenMs));
    let done = 0;
    const refused: string[] = [];
    for (const { record, candidate } of answer?.pairs ?? []) {
      const work = works.find(({ id }) => id === record.id);
      const resource = resources.find(({ id }) => id === candidate.id);
      if (!work || !resource) continue;
      const start = work.start ?? free.get(resource.id) ?? earliest;
      free.set(resource.id, start + work.minutes * 60_000 + betweenMs);
      try {
        await placeWork(scope.id, page, form, {
          work,
          resource,
          start,
          minutes: work.minutes,
          reason: t('propose_title'),
        });
        done += 1;
      } catch (error) {
        refused.push(messageOf(error));
      }
    }
    await recordsChanged(scope.id, form.id);
    setBusy(false);
    if (refused.length === 0) props.onClose();
    else
      setNotice({
        type: 'error',
        text: `${t('propose_done', { done })} · ${t('propose_refused', { count: refused.length, why: refused[0] ?? '' })}`,
      });
  };
  const gain = answer && answer.greedyTotal > 0 ? (answer.total / answer.greedyTotal - 1) * 100 : 0;
  return (
    <Modal
      open
      width={640}
      title={t('propose_title')}
      okText={t('propose_take')}
      okButtonProps={{ disabled: !answer || answer.pairs.length === 0, loading: isBusy }}
      onOk={() => void take()}
      onCancel={props.onClose}
    >
      {notice && <Alert type={notice.type} title={notice.text} style={{ marginBottom: 12 }} />}
      {answer && (
        <p>
          {t('propose_gain', {
            count: answer.pairs.length,
            gain: `${gain.toFixed(1)}%`,
            ms: answer.milliseconds,
          })}
          {answer.isOptimal && ` · ${t('propose_optimal')}`}
          {answer.unassigned.length > 0 && ` · ${t('propose_left', { count: answer.unassigned.length })}`}
        </p>
      )}
      <Table
        size="small"
        loading={!answer && !notice}
        pagination={false}
        scroll={{ y: 360 }}
        rowKey={({ record }) => record.id}
        dataSource={answer?.pairs ?? []}
        columns={[
          {
            title: t('waiting'),
            render: (_, { record }) => {
              const work = works.find(({ id }) => id === record.id);
              return work ? `${work.title} ${work.subtitle}` : record.title;
            },
          },
          { title: t('who'), width: 120, render: (_, { candidate }) => candidate.title },
          {
            title: '',
            width: 80,
            align: 'right',
            render: (_, { score }) => t('points', { score: Math.round(score) }),
          },
        ]}
      />
    </Modal>
  );
}
