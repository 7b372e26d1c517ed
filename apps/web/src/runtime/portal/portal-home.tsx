import type { PortalHomeData } from '@fieldwork/api-contract';
import { useCallback, useEffect, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { leaveHome, type PortalSite, readHome } from './portal-api.js';
import { PortalFrame } from './portal-frame.js';
import { PortalLibrary } from './portal-library.js';
import { PortalSignIn } from './portal-sign-in.js';
import { portalWords } from './portal-words.js';

type Person = NonNullable<PortalHomeData['person']>;
type Row = Person['lists'][number]['rows'][number];

/** What belongs to whoever signs in by a code. */
export function PortalHome({ app, page }: PortalSite) {
  const t = useWords(portalWords);
  const [site] = useState(() => ({ app, page }));
  const [data, setData] = useState<PortalHomeData | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(
    () =>
      readHome(site).then(
        (next) => {
          setData(next);
          setError(null);
        },
        (problem) => setError(problem),
      ),
    [site],
  );
  useEffect(() => {
    void load();
  }, [load]);
  const isClosed = hasStatus(error, 404);
  return (
    <PortalFrame brand={data?.brand}>
      <div className={outside.body}>
        {error !== null && (
          <div>
            <h1>{isClosed ? t('closed') : messageOf(error)}</h1>
            {isClosed && <p className={outside.hint}>{t('closed_hint')}</p>}
          </div>
        )}
        {data && !data.person && (
          <>
            <h1>{t('sign_in')}</h1>
            <PortalSignIn site={site} ways={data.ways} onEntered={load} />
            <PortalLibrary library={data.library} />
          </>
        )}
        {data?.person && (
          <>
            <PersonPart person={data.person} onLeave={() => void leaveHome(site).then(load, load)} />
            <PortalLibrary library={data.library} />
          </>
        )}
      </div>
    </PortalFrame>
  );
}

function PersonPart({ person, onLeave }: { person: Person; onLeave: () => void }) {
  const t = useWords(portalWords);
  const text = usePublicText();
  return (
    <>
      <div className={styles.head}>
        <h1>{t('hello', { name: person.names.join(t('comma')) })}</h1>
        <button type="button" className={styles.plain} onClick={onLeave}>
          {t('leave')}
        </button>
      </div>
      {person.report && (
        <a className={styles.link} data-main href={person.report}>
          {t('report')}
        </a>
      )}
      {person.lists.map(({ id, label, rows, hasMore }) => (
        <section key={id} className={styles.list} aria-label={text(label)}>
          <h2>{text(label)}</h2>
          {rows.length === 0 && <p className={outside.hint}>{t('none')}</p>}
          <ul className={styles.rows}>
            {rows.map((row) => (
              <RowCard key={row.href ?? row.report ?? row.title} row={row} />
            ))}
          </ul>
          {hasMore && <p className={outside.hint}>{t('more')}</p>}
        </section>
      ))}
    </>
  );
}

function RowCard({ row: { title, step, shown, href, report } }: { row: Row }) {
  const t = useWords(portalWords);
  const text = usePublicText();
  return (
    <li className={styles.row}>
      <div>
        <h3>{title}</h3>
        {step && <span className={styles.stands}>{text(step)}</span>}
      </div>
      {shown.length > 0 && (
        <dl className={outside.about}>
          {shown.map(({ label, text: value }) => [
            <dt key={`${text(label)} label`}>{text(label)}</dt>,
            <dd key={`${text(label)} value`}>{text(value)}</dd>,
          ])}
        </dl>
      )}
      {href && (
        <a className={styles.link} href={href}>
          {t('open_row', { title })}
        </a>
      )}
      {report && (
        <a className={styles.link} href={report}>
          {t('report_row', { title })}
        </a>
      )}
    </li>
  );
}
