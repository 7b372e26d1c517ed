import type { ReactNode } from 'react';
import { optionColours } from './theme.js';
import styles from './ui.module.css';

/** A state as coloured dot and word. */
export function StateDot({ color, children }: { color?: string | undefined; children: ReactNode }) {
  return (
    <span className={styles.state}>
      <span
        className={styles.dot}
        style={{ background: optionColours[color ?? 'grey'] ?? optionColours.grey }}
      />
      <span className={styles.clip}>{children}</span>
    </span>
  );
}
