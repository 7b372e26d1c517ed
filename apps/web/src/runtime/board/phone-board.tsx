import type { ReactNode } from 'react';
import { Avatar } from '../../ui/person.js';
import { optionColours } from '../../ui/theme.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Resource, Work } from './board-model.js';
import { type BoardTime, wallOf } from './board-time.js';
import { boardWords } from './board-words.js';
import { WaitingList } from './waiting-list.js';

interface PhoneBoardProps {
  resources: readonly Resource[];
  works: readonly Work[];
  waiting: readonly Work[];
  waitingCount: number;
  filter: ReactNode;
  time: BoardTime;
  mayPlan: (work: Work) => boolean;
  onPlan: (work: Work) => void;
}

/** The board in one column: what waits, then each person with what he has that day. */
export function PhoneBoard({
  resources,
  works,
  waiting,
  waitingCount,
  filter,
  time,
  mayPlan,
  onPlan,
}: PhoneBoardProps) {
  const t = useWords(boardWords);
  return (
    <div className={styles.phone}>
      <WaitingList
        works={waiting}
        total={waitingCount}
        filter={filter}
        selected={null}
        mayPlan={mayPlan}
        onSelect={onPlan}
        onPlan={onPlan}
        onProposeAll={null}
      />
      {resources.map((resource) => {
        const own = works
          .filter((work) => work.resource === resource.id)
          .toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0));
        return (
          <section key={resource.id} aria-label={resource.name}>
            <h2>
              <Avatar name={resource.name} /> {resource.name}{' '}
              <small className="muted">{resource.subtitle}</small>
            </h2>
            {own.length === 0 && <span className="muted">{t('nothing_planned')}</span>}
            {own.map((work) => (
              <button
                key={work.id}
                type="button"
                className={styles.card}
                style={{
                  ['--state' as string]: optionColours[work.status?.color ?? 'grey'],
                  color: 'inherit',
                  font: 'inherit',
                  textAlign: 'left',
                }}
                onClick={() => onPlan(work)}
              >
                <span className="figures">
                  {work.start !== null && wallOf(work.start, time.timeZone).clock}–
                  {work.end !== null && wallOf(work.end, time.timeZone).clock} <b>{work.title}</b>
                </span>
                <span className="muted">{work.subtitle}</span>
              </button>
            ))}
          </section>
        );
      })}
    </div>
  );
}
