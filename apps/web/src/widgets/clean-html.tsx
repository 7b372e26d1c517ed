import DOMPurify from 'dompurify';
import { useMemo } from 'react';
import styles from './widgets.module.css';

// The one place that sets raw HTML, cleaned again here although the server cleans what it keeps.
/** Shows formatted text. */
export function CleanHtml({ html }: { html: string }) {
  const clean = useMemo(
    () =>
      DOMPurify.sanitize(html, {
        USE_PROFILES: { html: true },
        FORBID_TAGS: ['style', 'form', 'input', 'button'],
        FORBID_ATTR: ['style'],
      }),
    [html],
  );
  return <div className={styles.rich} dangerouslySetInnerHTML={{ __html: clean }} />;
}
