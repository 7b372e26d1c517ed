import type { ExcludedCandidate, RankedCandidate } from '@fieldwork/api-contract';
import { Tooltip } from 'antd';
import type { PointerEvent } from 'react';
import { Avatar } from '../../ui/person.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { TermLabel } from '../matching/term-bars.js';
import { TermBars } from '../matching/term-bars.js';
import styles from './board.module.css';
import { BoardBar, laneHeight } from './board-bar.js';
import type { Absence, Resource, Window, Work } from './board-model.js';
import { type BoardTime, drawnSpan, instantOf, shareOf } from './board-time.js';
import { boardWords } from './board-words.js';
import type { Conflict } from './conflicts.js';
import { PhoneSeen } from './phone-seen.js';
import type { Drag } from './use-board-drag.js';

/** What the matching says of a row for the work that is selected or dragged. */
export type Fit =
  | { kind: 'ranked'; place: number; ranked: RankedCandidate; terms: readonly TermLabel[] }
  | { kind: 'excluded'; excluded: ExcludedCandidate };

interface BoardRowProps {
  resource: Resource;
  works: readonly Work[];
  absences: readonly Absence[];
  conflicts: readonly Conflict[];
  time: BoardTime;
  fit: Fit | null;
  drag: Drag | null;
  selected: string | null;
  promised: Window | null;
  mayMove: (work: Work) => boolean;
  onBegin: (event: PointerEvent, work: Work, mode: 'move' | 'end') => void;
  onSelect: (work: Work) => void;
  onOpen: (work: Work) => void;
}

/** One person with his day. */
export function BoardRow(props: BoardRowProps) {
  const { resource, works, absences, conflicts, time, fit, drag, selected } = props;
  const { lanes, count } = lanesOf(works, time);
  const clashing = new Set(conflicts.map(({ work }) => work.id));
  const isTarget = drag?.resource === resource.id && drag.start !== null;
  return (
    <div className={styles.row} style={{ minHeight: Math.max(44, count * laneHeight + 4) }}>
      <div className={styles.who}>
        <Avatar name={resource.name} />
        <span className={styles.name}>
          <b>{resource.name}</b>
          <small className="muted">{resource.subtitle}</small>
          <PhoneSeen person={resource.person} />
        </span>
        {fit && <FitBadge fit={fit} />}
      </div>
      <div className={`${styles.lane} ${isTarget ? styles.target : ''}`} data-resource={resource.id}>
        <Shading resource={resource} absences={absences} time={time} />
        {props.promised && <Promised window={props.promised} time={time} />}
        {works.map((work) => (
          <BoardBar
            key={work.id}
            work={work}
            time={time}
            lane={lanes.get(work.id) ?? 0}
            isConflict={clashing.has(work.id)}
            isSelected={selected === work.id}
            canMove={props.mayMove(work)}
            onBegin={props.onBegin}
            onSelect={props.onSelect}
            onOpen={props.onOpen}
          />
        ))}
        {isTarget && drag.start !== null && (
          <div
            className={styles.shadow}
            style={{
              left: `${shareOf(drag.start, time) * 100}%`,
              width: `${(shareOf(drag.start + drag.minutes * 60_000, time) - shareOf(drag.start, time)) * 100}%`,
            }}
          />
        )}
      </div>
    </div>
  );
}

function FitBadge({ fit }: { fit: Fit }) {
  const t = useWords(boardWords);
  const v = useWords(verbs);
  const text = useText();
  if (fit.kind === 'excluded') {
    const lines = fit.excluded.failed.map(({ constraint, label, changes }) => (
      <div key={constraint}>
        {text(label)}
        {changes.map(({ path, words }) => (
          <div key={path}>· {text(words)}</div>
        ))}
      </div>
    ));
    return (
      <Tooltip title={lines}>
        <span
          className={styles.unfit}
          role="note"
          aria-label={fit.excluded.failed.map(({ label }) => text(label)).join(v('comma'))}
        >
          {t('not_fit')}
        </span>
      </Tooltip>
    );
  }
  const { ranked, place, terms } = fit;
  return (
    <Tooltip title={<TermBars terms={ranked.terms} labels={terms} />}>
      <span className={place === 0 ? styles.bestFit : styles.fit} role="note">
        {place === 0 && `${t('best')} `}
        {Math.round(ranked.score)}
      </span>
    </Tooltip>
  );
}

/** Where the work at hand was promised to begin. */
function Promised({ window, time }: { window: Window; time: BoardTime }) {
  const [from, to] = [shareOf(window.from, time), shareOf(window.to, time)];
  if (to <= from) return null;
  return (
    <span
      aria-hidden
      className={styles.promised}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
    />
  );
}

/** Outside the shift and away: not to be planned. */
function Shading({ resource, absences, time }: Pick<BoardRowProps, 'resource' | 'absences' | 'time'>) {
  const at = (from: number, to: number) => ({
    left: `${shareOf(from, time) * 100}%`,
    width: `${(shareOf(to, time) - shareOf(from, time)) * 100}%`,
  });
  return (
    <>
      {time.days.flatMap((day) => {
        const clock = (wall: string) => instantOf(day, wall, time.timeZone);
        const { shift } = resource;
        const isOff = time.daysOff.has(day);
        const spans = isOff
          ? ([[time.from, time.to]] as const)
          : shift
            ? ([
                [time.from, shift.from],
                [shift.to, time.to],
              ] as const)
            : [];
        return spans.flatMap(([from, to]) =>
          from < to
            ? [
                <span
                  key={`${day}${from}`}
                  className={isOff ? styles.dayOff : styles.off}
                  style={at(clock(from), clock(to))}
                />,
              ]
            : [],
        );
      })}
      {time.days.slice(1).map((day) => (
        <span
          key={day}
          className={styles.midnight}
          style={{ left: `${shareOf(instantOf(day, time.from, time.timeZone), time) * 100}%` }}
        />
      ))}
      {absences.map(({ id, from, to, title }) => (
        <span key={id} className={styles.absent} style={at(from, to)} title={title}>
          {title}
        </span>
      ))}
    </>
  );
}

/** Work that overlaps lies one under the other. */
function lanesOf(works: readonly Work[], time: BoardTime): { lanes: Map<string, number>; count: number } {
  const ends: number[] = [];
  const lanes = new Map<string, number>();
  for (const work of works.toSorted((a, b) => (a.start ?? 0) - (b.start ?? 0))) {
    const [from, to] = drawnSpan(work.start ?? 0, work.end ?? 0, time);
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    lanes.set(work.id, lane);
  }
  return { lanes, count: Math.max(1, ends.length) };
}
