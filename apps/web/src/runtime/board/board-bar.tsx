import type { PointerEvent } from 'react';
import { optionColours } from '../../ui/theme.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import type { Work } from './board-model.js';
import { type BoardTime, drawnSpan, wallOf, windowText } from './board-time.js';
import { boardWords } from './board-words.js';

interface BoardBarProps {
  work: Work;
  time: BoardTime;
  lane: number;
  isConflict: boolean;
  isSelected: boolean;
  canMove: boolean;
  onBegin: (event: PointerEvent, work: Work, mode: 'move' | 'end') => void;
  onSelect: (work: Work) => void;
  onOpen: (work: Work) => void;
}

export const laneHeight = 34;

/** A piece of work on its row: drag to move, its end to make it longer, Enter for the dialog. */
export function BoardBar(props: BoardBarProps) {
  const t = useWords(boardWords);
  const { work, time, lane, isConflict, isSelected, canMove, onBegin } = props;
  const { start, end, status } = work;
  if (start === null || end === null) return null;
  const [left, right] = drawnSpan(start, end, time);
  const colour = optionColours[status?.color ?? 'grey'] ?? optionColours.grey;
  const clock = (at: number) => wallOf(at, time.timeZone).clock;
  return (
    <div
      data-bar
      className={`${styles.bar} ${isConflict ? styles.clash : ''} ${isSelected ? styles.selected : ''}`}
      style={{
        left: `${left * 100}%`,
        width: `${(right - left) * 100}%`,
        top: lane * laneHeight + 3,
        height: laneHeight - 6,
        ['--state' as string]: colour,
      }}
      onPointerDown={canMove ? (event) => onBegin(event, work, 'move') : undefined}
    >
      <button
        type="button"
        className={styles.barText}
        title={[
          `${clock(start)}–${clock(end)}`,
          work.name,
          work.title,
          work.subtitle,
          work.window ? t('promised_at', { window: windowText(work.window, time.timeZone) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
        onClick={() => props.onSelect(work)}
        onDoubleClick={() => props.onOpen(work)}
      >
        <b>{work.title}</b> <span>{work.subtitle}</span>
      </button>
      {canMove && (
        <span aria-hidden className={styles.grip} onPointerDown={(event) => onBegin(event, work, 'end')} />
      )}
    </div>
  );
}
