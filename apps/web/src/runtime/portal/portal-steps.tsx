import type { PortalData } from '@fieldwork/api-contract';
import { useWords } from '../../words/words.js';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { portalMoment } from './portal-moment.js';
import { portalWords } from './portal-words.js';

/** The way of the record, and where it stands. */
export function PortalSteps({ steps, timeZone }: Pick<PortalData, 'steps' | 'timeZone'>) {
  const t = useWords(portalWords);
  const text = usePublicText();
  return (
    <section aria-label={t('progress')}>
      <ol className={styles.steps}>
        {steps.map(({ id, label, state, at }) => (
          <li key={id} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{text(label)}</span>
            {at !== null && (
              <time dateTime={at} className={styles.time}>
                {portalMoment(at, timeZone)}
              </time>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
