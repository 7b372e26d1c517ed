import dayjs from 'dayjs';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import { type BoardTime, minutesOf } from './board-time.js';
import { boardWords } from './board-words.js';

/** The line of hours, or of days in a week. */
export function BoardClock({ time }: { time: BoardTime }) {
  const t = useWords(boardWords);
  const [from, to] = [minutesOf(time.from), minutesOf(time.to)];
  const marks =
    time.days.length > 1
      ? time.days.map((day, index) => ({
          key: day,
          left: index / time.days.length,
          text: `${dayjs(day).format('MM-DD ddd')}${time.daysOff.has(day) ? ` · ${t('day_off')}` : ''}`,
        }))
      : Array.from({ length: Math.ceil((to - from) / 60) }, (_, index) => {
          const minutes = from + index * 60;
          return {
            key: String(minutes),
            left: (minutes - from) / (to - from),
            text: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
          };
        });
  return (
    <div className={styles.clock}>
      <div className={styles.corner}>{t('people')}</div>
      <div className={`${styles.hours} figures`}>
        {marks.map(({ key, left, text }) => (
          <span key={key} style={{ left: `${left * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
