import { LeftOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../words/words.js';
import styles from './back-line.module.css';
import { fieldWords } from './field-words.js';

interface BackLineProps {
  to: string;
  /** Instead of going to `to`: back to wherever one came from. */
  onBack?: () => void;
  title: string;
  children?: ReactNode;
}

/** The way back, and what one is looking at. */
export function BackLine({ to, onBack, title, children }: BackLineProps) {
  const t = useWords(fieldWords);
  return (
    <div className={styles.line}>
      <Link
        to={to}
        aria-label={t('back')}
        className={styles.back}
        onClick={(event) => {
          if (!onBack) return;
          event.preventDefault();
          onBack();
        }}
      >
        <LeftOutlined />
      </Link>
      <span className={styles.title}>{title}</span>
      {children}
    </div>
  );
}
