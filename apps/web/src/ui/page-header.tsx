import type { ReactNode } from 'react';
import styles from './ui.module.css';

/** Title of a page, what belongs beside it, and its actions at the end. */
export function PageHeader({
  title,
  beside,
  actions,
}: {
  title: ReactNode;
  beside?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={styles.header}>
      <h1>{title}</h1>
      {beside}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
