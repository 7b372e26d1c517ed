import DOMPurify from 'dompurify';
import { useMemo } from 'react';
import { fileUrl } from '../api/files.js';
import styles from './widgets.module.css';

/** Pictures that are kept on this device are shown from there. After the cleaning, which knows no such addresses. */
function withKeptPictures(html: string): string {
  return html.replace(
    /(<img[^>]+src=")\/api\/v1\/files\/([0-9a-f-]{36})"/gi,
    (_, begin: string, id: string) => `${begin}${fileUrl(id)}"`,
  );
}

// The one place that sets raw HTML, cleaned again here although the server cleans what it keeps.
/** Shows formatted text. */
export function CleanHtml({ html }: { html: string }) {
  const clean = useMemo(
    () =>
      withKeptPictures(
        DOMPurify.sanitize(html, {
          USE_PROFILES: { html: true },
          FORBID_TAGS: ['style', 'form', 'input', 'button'],
          FORBID_ATTR: ['style'],
        }),
      ),
    [html],
  );
  return <div className={styles.rich} dangerouslySetInnerHTML={{ __html: clean }} />;
}
