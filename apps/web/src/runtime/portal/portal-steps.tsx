import type { PortalData } from '@fieldwork/api-contract';
import { useLocale, useWords } from '../../words/words.js';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { portalWords } from './portal-words.js';

/** The way of the record, and where it stands. */
export function PortalSteps({ steps, timeZone }: Pick<PortalData, 'steps' | 'timeZone'>) {
  const t = useWords(portalWords);
  const text = usePublicText();
  const locale = useLocale();
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone });
  return (
    <section aria-label={t('progress')}>
      <ol className={styles.steps}>
        {steps.map(({ id, label, state, at }) => (
          <li key={id} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{text(label)}</span>
            {at !== null && (
              <time dateTime={at} className={styles.time}>
                {moment.format(new Date(at))}
              </time>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
