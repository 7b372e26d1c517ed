import { useWords } from '../../words/words.js';
import type { OpenedLevel } from '../charts/report-view-props.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';

/** The way back from what was opened. */
export function Levels({
  levels,
  onChange,
}: {
  levels: readonly OpenedLevel[];
  onChange: (levels: OpenedLevel[]) => void;
}) {
  const t = useWords(dashboardWords);
  return (
    <nav className={styles.levels} aria-label={t('levels')}>
      {[t('all'), ...levels.map(({ text }) => text)].map((name, index) => (
        <span key={index}>
          {index > 0 && <span className="muted"> / </span>}
          {index === levels.length ? (
            name
          ) : (
            <button type="button" onClick={() => onChange(levels.slice(0, index))}>
              {name}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}
