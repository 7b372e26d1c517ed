import { useCallback } from 'react';
import { useWords } from '../../words/words.js';
import { deadlineWords } from './deadline-words.js';

const hour = 60;
const day = 24 * hour;

/** Minutes as people say them, in at most two units: `1 小时 20 分钟`. Working time has no days: they differ in length. */
export function useDuration(): (minutes: number, unit?: 'clock' | 'working') => string {
  const t = useWords(deadlineWords);
  return useCallback(
    (minutes, unit = 'clock') => {
      const whole = Math.max(0, Math.round(minutes));
      const days = unit === 'clock' ? Math.floor(whole / day) : 0;
      const hours = Math.floor((whole - days * day) / hour);
      const rest = whole - days * day - hours * hour;
      const parts = [
        ...(days > 0 ? [t('days', { n: days })] : []),
        ...(hours > 0 ? [t('hours', { n: hours })] : []),
        ...(days === 0 && (rest > 0 || hours === 0) ? [t('minutes', { n: rest })] : []),
      ];
      return parts.join(' ');
    },
    [t],
  );
}
