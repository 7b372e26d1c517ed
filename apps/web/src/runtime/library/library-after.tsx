import { useWords } from '../../words/words.js';
import portal from '../portal/portal.module.css';
import styles from './library.module.css';
import { libraryWords } from './library-words.js';

/** What somebody does whom nothing helped. */
export function LibraryAfter({ report }: { report: string | null }) {
  const t = useWords(libraryWords);
  if (report === null) return null;
  return (
    <div className={styles.after}>
      <p>{t('not_helped')}</p>
      <a className={portal.link} data-main href={report}>
        {t('report')}
      </a>
    </div>
  );
}
