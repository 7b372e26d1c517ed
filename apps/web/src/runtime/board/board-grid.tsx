import type { Proposal } from '@fieldwork/api-contract';
import { Fragment, type PointerEvent, useEffect, useRef, useState } from 'react';
import styles from './board.module.css';
import { BoardClock } from './board-clock.js';
import type { Absence, Resource, Window, Work } from './board-model.js';
import { BoardRow, type Fit } from './board-row.js';
import { type BoardTime, shareOf, spanOf } from './board-time.js';
import type { Conflict } from './conflicts.js';
import type { Placing } from './place-work.js';
import type { Drag } from './use-board-drag.js';

interface BoardGridProps {
  board: { resources: readonly Resource[]; works: readonly Work[]; absences: readonly Absence[] };
  time: BoardTime;
  conflicts: readonly Conflict[];
  proposal: Proposal | undefined;
  drag: Drag | null;
  /** Shown where it goes while the server is asked. */
  moving: Placing | null;
  selected: string | null;
  /** Promised for the work at hand. */
  promised: Window | null;
  mayMove: (work: Work) => boolean;
  onBegin: (event: PointerEvent, work: Work, mode: 'move' | 'end') => void;
  onSelect: (work: Work) => void;
  onPlan: (work: Work) => void;
}

const leastWidth = { day: 860, week: 1400 };
const minuteMs = 60_000;

/** The rows by group under the line of hours. */
export function BoardGrid(props: BoardGridProps) {
  const { board, time, conflicts, proposal, moving } = props;
  const works = moving
    ? [...board.works.filter(({ id }) => id !== moving.work.id), placed(moving)]
    : board.works;
  const fits = fitsOf(proposal);
  const least = time.days.length > 1 ? leastWidth.week : leastWidth.day;
  return (
    <div className={styles.board}>
      <div className={styles.inner} style={{ ['--least' as string]: `${least}px` }}>
        <BoardClock time={time} />
        <div style={{ position: 'relative' }}>
          <NowLine time={time} />
          {board.resources.map((resource, index) => (
            <Fragment key={resource.id}>
              {resource.group !== '' && resource.group !== board.resources[index - 1]?.group && (
                <div className={styles.group}>
                  <span>{resource.group}</span>
                </div>
              )}
              <BoardRow
                resource={resource}
                works={works.filter((work) => work.resource === resource.id)}
                absences={board.absences.filter((absence) => absence.resource === resource.id)}
                conflicts={conflicts}
                time={time}
                fit={fits.get(resource.id) ?? null}
                drag={props.drag}
                selected={props.selected}
                promised={props.promised}
                mayMove={props.mayMove}
                onBegin={props.onBegin}
                onSelect={props.onSelect}
                onOpen={props.onPlan}
              />
            </Fragment>
          ))}
        </div>
      </div>
    </div>
  );
}

function placed({ work, resource, start, minutes }: Placing): Work {
  return { ...work, resource: resource.id, start, minutes, end: start + minutes * minuteMs };
}

function fitsOf(proposal: Proposal | undefined): Map<string, Fit> {
  const fits = new Map<string, Fit>();
  if (!proposal) return fits;
  const { terms } = proposal.matching;
  for (const [place, ranked] of proposal.ranked.entries())
    fits.set(ranked.candidate.id, { kind: 'ranked', place, ranked, terms });
  for (const excluded of proposal.excluded) fits.set(excluded.candidate.id, { kind: 'excluded', excluded });
  return fits;
}

function NowLine({ time }: { time: BoardTime }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  const line = useRef<HTMLSpanElement>(null);
  const [first] = time.days;
  // A week is wider than the screen: what is shown first is now.
  useEffect(() => {
    const [element, board] = [line.current, line.current?.closest(`.${styles.board}`)];
    if (first && element && board) board.scrollLeft = element.offsetLeft - board.clientWidth / 2;
  }, [first]);
  const { from, to } = spanOf(time);
  if (now < from || now > to) return null;
  return (
    <span
      ref={line}
      className={styles.now}
      style={{ left: `calc(200px + (100% - 200px) * ${shareOf(now, time)})` }}
      aria-hidden
    />
  );
}
