import type { LibraryData } from '@fieldwork/api-contract';
import { useEffect, useId, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { useSettled } from '../../ui/use-settled.js';
import { useWords } from '../../words/words.js';
import { PortalFrame } from '../portal/portal-frame.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './library.module.css';
import { LibraryAfter } from './library-after.js';
import { type LibraryAsked, type LibrarySite, readLibrary } from './library-api.js';
import { LibraryRows } from './library-rows.js';
import { libraryWords } from './library-words.js';

/** Long enough that nobody asks for half of a word. */
const typingMs = 400;

function askedInAddress(): LibraryAsked {
  const query = new URLSearchParams(location.search);
  return { q: query.get('q') ?? '', group: query.get('group') ?? '', page: 1 };
}

/** Whoever comes back from a record finds what he looked for. */
function queryOf({ q, group }: LibraryAsked): string {
  const query = new URLSearchParams(Object.entries({ q, group }).filter(([, value]) => value !== ''));
  return query.size > 0 ? `?${query}` : '';
}

/** All that a library has, narrowed by words and by kind. */
export function LibraryPage({ app, page }: LibrarySite) {
  const t = useWords(libraryWords);
  const text = usePublicText();
  const id = useId();
  const [site] = useState(() => ({ app, page }));
  const [asked, setAsked] = useState(askedInAddress);
  const [data, setData] = useState<LibraryData | null>(null);
  const [error, setError] = useState<unknown>(null);
  const settled = useSettled(asked, typingMs);
  useEffect(() => {
    const stop = new AbortController();
    history.replaceState(null, '', `${location.pathname}${queryOf(settled)}`);
    readLibrary(site, { ...settled, q: settled.q.trim() }, stop.signal).then(
      (next) => {
        setError(null);
        // What comes after stands below what is there.
        setData((before) =>
          settled.page > 1 && before ? { ...next, rows: [...before.rows, ...next.rows] } : next,
        );
      },
      (problem) => {
        if (!stop.signal.aborted) setError(problem);
      },
    );
    return () => stop.abort();
  }, [site, settled]);
  const isClosed = hasStatus(error, 404);
  const words = settled.q.trim();
  return (
    <PortalFrame brand={data?.brand}>
      <div className={outside.body}>
        {error !== null && (
          <div role="alert">
            <h1>{isClosed ? t('closed') : messageOf(error)}</h1>
            {isClosed && <p className={outside.hint}>{t('closed_hint')}</p>}
          </div>
        )}
        {data && !isClosed && (
          <>
            <div>
              <h1>{text(data.label)}</h1>
              {data.intro && <p className={outside.hint}>{text(data.intro)}</p>}
            </div>
            <search className={outside.question}>
              <label className={outside.label} htmlFor={id}>
                {t('search_hint')}
              </label>
              <input
                id={id}
                className={outside.input}
                type="search"
                enterKeyHint="search"
                maxLength={100}
                value={asked.q}
                onChange={({ target }) => setAsked({ ...asked, q: target.value, page: 1 })}
              />
            </search>
            {data.groups.length > 0 && (
              <div className={styles.groups}>
                {[{ id: '', label: t('all') }, ...data.groups].map((group) => (
                  <button
                    key={group.id}
                    type="button"
                    aria-pressed={asked.group === group.id}
                    onClick={() => setAsked({ ...asked, group: group.id, page: 1 })}
                  >
                    {text(group.label)}
                  </button>
                ))}
              </div>
            )}
            <div aria-live="polite" className={styles.files}>
              {data.rows.length === 0 && (
                <p className={outside.hint}>
                  {words !== ''
                    ? t('nothing', { words })
                    : t(settled.group === '' ? 'empty' : 'nothing_in_group')}
                </p>
              )}
              <LibraryRows rows={data.rows} query={queryOf(settled)} />
            </div>
            {data.hasMore && (
              <button
                type="button"
                className={styles.plain}
                onClick={() => setAsked({ ...asked, page: asked.page + 1 })}
              >
                {t('more')}
              </button>
            )}
            <LibraryAfter report={data.report} />
          </>
        )}
      </div>
    </PortalFrame>
  );
}
