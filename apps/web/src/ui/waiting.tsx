import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';
import styles from './ui.module.css';

const quickMs = 100;
const longMs = 1000;

/** Waiting as it feels right: nothing at first, then a thin bar, then the shape of what comes. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const t = useWords(verbs);
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), quickMs), setTimeout(() => setStage(2), longMs)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div role="status" aria-label={t('loading')} style={{ padding: 24 }}>
      {stage === 1 && <div className={styles.bar} />}
      {stage === 2 && <Skeleton active title paragraph={{ rows }} />}
    </div>
  );
}
