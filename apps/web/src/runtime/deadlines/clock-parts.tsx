import type { RecordClock } from '@fieldwork/api-contract';
import { useWords } from '../../words/words.js';
import { deadlineWords } from './deadline-words.js';
import styles from './deadlines.module.css';
import { useDuration } from './durations.js';

/** How much of the limit is used up. */
export function Track({ clock }: { clock: RecordClock }) {
  const { limitMinutes, consumedMinutes } = clock;
  if (!limitMinutes) return null;
  const share = Math.min(1, consumedMinutes / limitMinutes);
  return (
    <span className={styles.track} aria-hidden>
      <span style={{ inlineSize: `${share * 100}%` }} />
    </span>
  );
}

/** The state as a word; what only measures is not met, it ends. */
export function stateWord({ state, limitMinutes }: RecordClock): RecordClock['state'] | 'done' {
  return limitMinutes === null && state === 'met' ? 'done' : state;
}

/** The state in words: what is left, by how much it is over, or how it ended. */
export function Remaining({ clock }: { clock: RecordClock }) {
  const t = useWords(deadlineWords);
  const say = useDuration();
  const { state, limitMinutes, consumedMinutes, stoppedAt } = clock;
  if (limitMinutes === null || state === 'met' || state === 'cancelled')
    return <span>{t(stateWord(clock))}</span>;
  const left = limitMinutes - consumedMinutes;
  const words =
    left < 0 || state === 'missed'
      ? t('over', { time: say(-left, 'working') })
      : t('left', { time: say(left, 'working') });
  const isNamed = state === 'paused' || stoppedAt !== null;
  return <span>{isNamed ? `${t(state)} · ${words}` : words}</span>;
}
