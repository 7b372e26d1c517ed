import type { Proposal } from '@fieldwork/api-contract';
import type { Text, Timeline } from '@fieldwork/metadata';
import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useProposal } from '../../api/matchings.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Resource, Work } from './board-model.js';
import { instantOf, wallOf, windowText } from './board-time.js';
import { boardWords } from './board-words.js';
import { type Placing, timesOf } from './place-work.js';

interface PlanDialogProps {
  work: Work;
  resources: readonly Resource[];
  page: Timeline;
  /** Null where one may not ask it. */
  matching: string | null;
  day: string;
  timeZone: string;
  address: string;
  canPlan: boolean;
  onPlace: (placing: Placing) => Promise<boolean>;
  onClose: () => void;
}

/** The way to plan without dragging: who, when, how long; the best first. */
export function PlanDialog(props: PlanDialogProps) {
  const { work, resources, page, matching, day, timeZone } = props;
  const t = useWords(boardWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const { window } = work;
  const first = work.start ?? window?.from ?? null;
  const begin = first === null ? { day, clock: '09:00' } : wallOf(first, timeZone);
  const [at, setAt] = useState(`${begin.day}T${begin.clock}`);
  const [minutes, setMinutes] = useState(Math.round(work.minutes));
  const [wallDay = '', clock = ''] = at.split('T');
  const start = wallDay && clock ? instantOf(wallDay, clock, timeZone) : null;
  // Who suits is asked for the time that is entered.
  const as = start === null ? undefined : timesOf(page, { start, minutes });
  const { data: proposal } = useProposal(scope.id, page.records.form, matching, work.id, as);
  const placeOf = (id: string) => proposal?.ranked.findIndex(({ candidate }) => candidate.id === id) ?? -1;
  const best = proposal?.ranked.find(({ candidate }) => resources.some(({ id }) => id === candidate.id));
  const [chosen, setChosen] = useState<string | null>(work.resource);
  const who = chosen ?? best?.candidate.id ?? null;
  const failed = proposal?.excluded.find(({ candidate }) => candidate.id === who)?.failed;
  const [isBusy, setBusy] = useState(false);
  const options = resources
    .map(({ id, name }) => {
      const place = placeOf(id);
      const score = proposal?.ranked[place]?.score;
      const note = place >= 0 ? t('points', { score: Math.round(score ?? 0) }) : proposal ? t('not_fit') : '';
      return { value: id, label: note ? `${name} · ${note}` : name, order: place < 0 ? 1000 : place };
    })
    .toSorted((a, b) => a.order - b.order);
  const place = async () => {
    const resource = resources.find(({ id }) => id === who);
    if (!resource || start === null) return;
    setBusy(true);
    const isDone = await props.onPlace({ work, resource, start, minutes });
    setBusy(false);
    if (isDone) props.onClose();
  };
  return (
    <Modal
      open
      title={t('plan_title', { title: work.title })}
      okText={t('plan')}
      okButtonProps={{ loading: isBusy, disabled: who === null || !props.canPlan }}
      onOk={() => void place()}
      onCancel={props.onClose}
    >
      <div className={styles.form}>
        <p className="muted">
          {work.subtitle} {window && `${t('promised_at', { window: windowText(window, timeZone) })} `}
          <Link className="thumb" to={props.address}>
            {t('open_record')}
          </Link>
        </p>
        <div>
          {t('who')}
          <Select
            aria-label={t('who')}
            showSearch={{ optionFilterProp: 'label' }}
            value={who}
            options={options}
            onChange={setChosen}
          />
          {failed ? (
            <small style={{ color: 'var(--warning)' }}>
              {t('not_fit')}
              {v('colon')}
              {failed.map(({ label }) => text(label)).join(v('comma'))}
            </small>
          ) : (
            proposal?.ranked.length === 0 && (
              <small className="muted">
                {t('nobody', { why: whyNobody(proposal, text).join(v('comma')) })}
              </small>
            )
          )}
        </div>
        <div>
          {t('when')}
          <Input
            type="datetime-local"
            aria-label={t('when')}
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
        </div>
        <div>
          {t('minutes')}
          <InputNumber
            aria-label={t('minutes')}
            min={15}
            max={10_080}
            step={15}
            value={minutes}
            style={{ width: '100%' }}
            onChange={(value) => setMinutes(value ?? work.minutes)}
          />
        </div>
      </div>
    </Modal>
  );
}

/** What stands in everybody's way, else all that stands in somebody's. */
function whyNobody({ excluded }: Proposal, text: (label: Text) => string): string[] {
  const own = excluded.map(({ failed }) => failed.map(({ label }) => text(label)));
  const all = [...new Set(own.flat())];
  const common = all.filter((label) => own.every((labels) => labels.includes(label)));
  return common.length > 0 ? common : all;
}
