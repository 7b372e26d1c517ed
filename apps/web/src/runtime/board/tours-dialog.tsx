import type { PlannedTour, RoutingProposal } from '@fieldwork/api-contract';
import type { Form, Timeline } from '@fieldwork/metadata';
import { Alert, Modal, Progress } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { messageOf } from '../../api/problem.js';
import { readRecord, recordsChanged } from '../../api/records.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type Resource, type Work, workOf } from './board-model.js';
import { placeWork } from './place-work.js';
import { TourLine } from './tour-line.js';
import { tourWords } from './tour-words.js';
import styles from './tours.module.css';
import { ToursMap } from './tours-map.js';
import { ToursSummary } from './tours-summary.js';
import { useTours } from './use-tours.js';

interface ToursDialogProps {
  page: Timeline;
  form: Form;
  routing: string;
  day: string;
  timeZone: string;
  works: readonly Work[];
  resources: readonly Resource[];
  onClose: () => void;
}

interface Step {
  record: string;
  title: string;
  resource: Resource;
  start: number;
}

/** The tours of a day as they could be: what is gained, why something is left, and one button that agrees. */
export function ToursDialog(props: ToursDialogProps) {
  const { page, form, day, timeZone } = props;
  const t = useWords(tourWords);
  const text = useText();
  const scope = useAppScope();
  const { proposal, count, error } = useTours(scope.id, props.routing, day);
  const [done, setDone] = useState<number | null>(null);
  const [refused, setRefused] = useState<{ title: string; why: string }[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const steps = proposal ? stepsOf(proposal, props.resources) : [];

  const take = async () => {
    setRefused([]);
    const failed: { title: string; why: string }[] = [];
    for (const [index, { record, title, resource, start }] of steps.entries()) {
      setDone(index);
      try {
        const reason = t('reason');
        const known = props.works.find(({ id }) => id === record);
        const work = known ?? workOf(page, form, await readRecord(scope.id, form.id, record), text);
        await placeWork(scope.id, page, form, { work, resource, start, minutes: work.minutes, reason });
      } catch (problem) {
        failed.push({ title, why: messageOf(problem) });
      }
    }
    await recordsChanged(scope.id, form.id);
    setDone(null);
    if (failed.length === 0) props.onClose();
    else setRefused(failed);
  };
  const isBusy = done !== null;
  const shown = proposal?.tours.filter(({ stops }) => stops.length > 0) ?? [];
  const onMap = shown.find(({ resource }) => resource.id === chosen) ?? shown[0];
  return (
    <Modal
      open
      width={onMap ? 1120 : 860}
      title={t('title', { day })}
      okText={t('take', { count: steps.length })}
      okButtonProps={{ disabled: steps.length === 0, loading: isBusy }}
      cancelButtonProps={{ disabled: isBusy }}
      closable={!isBusy}
      maskClosable={!isBusy}
      onOk={() => void take()}
      onCancel={props.onClose}
    >
      {error && <Alert type="error" showIcon title={error} />}
      {!proposal && !error && <Searching count={count} />}
      {isBusy && <Progress percent={Math.round((100 * done) / Math.max(1, steps.length))} size="small" />}
      {refused.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('refused', { count: refused.length })}
          description={refused.map(({ title, why }) => (
            <div key={title}>
              {title}: {why}
            </div>
          ))}
        />
      )}
      {proposal && <ToursSummary proposal={proposal} />}
      <div className={styles.plan} data-map={onMap !== undefined || undefined}>
        <div className={styles.tours}>
          {shown.map((tour: PlannedTour) => (
            <TourLine
              key={tour.resource.id}
              tour={tour}
              timeZone={timeZone}
              works={props.works}
              isShown={tour === onMap}
              onShow={() => setChosen(tour.resource.id)}
            />
          ))}
          {proposal && proposal.undone.length > 0 && (
            <section className={styles.undone}>
              <h3>{t('undone', { count: proposal.undone.length })}</h3>
              <ul>
                {proposal.undone.map(({ record, message }) => (
                  <li key={record.id}>
                    <b>{record.title}</b> <span className="muted">{text(message)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        {onMap && <ToursMap tour={onMap} works={props.works} resources={props.resources} />}
      </div>
    </Modal>
  );
}

function Searching({ count }: { count: number | null }) {
  const t = useWords(tourWords);
  return (
    <div className={styles.searching} role="status">
      <Progress percent={100} status="active" showInfo={false} size="small" />
      <p className="muted">{count === null ? t('reading') : t('searching', { count })}</p>
    </div>
  );
}

/** What is to be written: only what is not so already. */
function stepsOf(proposal: RoutingProposal, resources: readonly Resource[]): Step[] {
  const people = new Map(resources.map((resource) => [resource.id, resource]));
  return proposal.tours.flatMap((tour) =>
    tour.stops.flatMap(({ record, startAt, before }): Step[] => {
      const resource = people.get(tour.resource.id);
      const start = Date.parse(startAt);
      const stands = before?.resource === tour.resource.id && Date.parse(before.startAt) === start;
      return stands || !resource ? [] : [{ record: record.id, title: record.title ?? '', resource, start }];
    }),
  );
}
