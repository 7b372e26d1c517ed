import { CheckCircleFilled, LoadingOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { useWords } from '../../words/words.js';
import styles from './entry.module.css';
import { entryWords } from './entry-words.js';

const accountMs = 900;

/** What is going on while the server installs; it answers when everything is in place. */
export function InstallProgress({ withContent }: { withContent: boolean }) {
  const t = useWords(entryWords);
  const [hasAccount, setHasAccount] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHasAccount(true), accountMs);
    return () => clearTimeout(timer);
  }, []);
  const steps = [
    { label: t('installing_account'), isDone: hasAccount },
    { label: withContent ? t('installing_content') : t('installing_open'), isDone: false },
  ];
  const current = steps.findIndex((step) => !step.isDone);
  return (
    <div role="status" style={{ marginTop: 12 }}>
      <p className="muted">{t('installing')}</p>
      <ol className={styles.steps}>
        {steps.map(({ label, isDone }, index) => (
          <li key={label} className={index > current ? 'muted' : undefined}>
            {isDone ? (
              <CheckCircleFilled style={{ color: 'var(--success)' }} />
            ) : (
              index === current && <LoadingOutlined />
            )}{' '}
            {label}
          </li>
        ))}
      </ol>
    </div>
  );
}
