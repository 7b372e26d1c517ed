import type { ReactNode } from 'react';
import styles from './ui.module.css';

/** Nothing here: what it is, why, and one thing to do. */
export function EmptyState(props: { icon?: ReactNode; title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon && <div className={styles.emptyIcon}>{props.icon}</div>}
      <h2>{props.title}</h2>
      {props.hint && <p className="muted">{props.hint}</p>}
      {props.action}
    </div>
  );
}
