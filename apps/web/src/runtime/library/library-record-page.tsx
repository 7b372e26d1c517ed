import type { LibraryPart, LibraryRecord } from '@fieldwork/api-contract';
import { useEffect, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { CleanHtml } from '../../widgets/clean-html.js';
import { useWords } from '../../words/words.js';
import { PortalFrame } from '../portal/portal-frame.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './library.module.css';
import { LibraryAfter } from './library-after.js';
import { type LibrarySite, readLibraryRecord } from './library-api.js';
import { libraryWords } from './library-words.js';

/** One record of a library, as far as it is shown. */
export function LibraryRecordPage({ app, page, id }: LibrarySite & { id: string }) {
  const t = useWords(libraryWords);
  const text = usePublicText();
  const [record, setRecord] = useState<LibraryRecord | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    readLibraryRecord({ app, page }, id).then(setRecord, setError);
  }, [app, page, id]);
  // An address that is no id at all is none of a record either.
  const isGone = hasStatus(error, 404, 422);
  return (
    <PortalFrame brand={record?.brand}>
      <div className={outside.body}>
        <a
          className={styles.back}
          // Back to where he looked for it, with his words.
          href={`/l/${app}/${page}${location.search}`}
        >
          <span aria-hidden>←</span> {record ? text(record.label) : t('back')}
        </a>
        {error !== null && (
          <div role="alert">
            <h1>{isGone ? t('gone') : messageOf(error)}</h1>
            {isGone && <p className={outside.hint}>{t('gone_hint')}</p>}
          </div>
        )}
        {record && (
          <>
            <h1>{record.title}</h1>
            {record.parts.map((part) => (
              <section key={text(part.label)} className={styles.part} aria-label={text(part.label)}>
                <h2>{text(part.label)}</h2>
                <Part part={part} />
              </section>
            ))}
            <LibraryAfter report={record.report} />
          </>
        )}
      </div>
    </PortalFrame>
  );
}

function Part({ part }: { part: LibraryPart }) {
  const text = usePublicText();
  if ('html' in part) return <CleanHtml html={part.html} />;
  if ('text' in part) return <p className={styles.said}>{text(part.text)}</p>;
  return (
    <div className={styles.files}>
      {part.files.map(({ name, path, isPicture }) =>
        isPicture ? (
          <img key={path} src={path} alt={name} loading="lazy" />
        ) : (
          <a key={path} className={styles.file} href={path} download>
            {name}
          </a>
        ),
      )}
    </div>
  );
}
