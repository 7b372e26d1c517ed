import { useEffect, useMemo } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useServerEvents } from '../../api/events.js';
import { type Session, useSession } from '../../api/session.js';
import { setTimeZone } from '../../api/time-zone.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { useIsPhone } from '../../ui/media.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { hasChosenLocale, setLocale, useWords } from '../../words/words.js';
import { Ringing } from '../calls/ringing.js';
import { PhoneBar, Rail } from './rail.js';
import { SearchHotkey } from './search-dialog.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';
import { TopLine } from './top-line.js';

/** The frame round every page of the workspace. Without a session it leads to the sign-in page. */
export function WorkspaceShell() {
  const { data: session, error, refetch } = useSession();
  const location = useLocation();
  if (error) return <ProblemNotice error={error} retry={refetch} />;
  if (session === undefined) return <Waiting />;
  if (session === null) {
    const next = location.pathname + location.search;
    return <Navigate to={next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`} replace />;
  }
  return <Frame session={session} />;
}

function Frame({ session }: { session: Session }) {
  const t = useWords(shellWords);
  const isPhone = useIsPhone();
  const { pathname } = useLocation();
  // Before the pages below are drawn; an app may have a zone of its own.
  useMemo(() => setTimeZone(session.timeZone), [session.timeZone]);
  useServerEvents();
  useEffect(() => {
    if (session.user.locale && !hasChosenLocale()) setLocale(session.user.locale);
  }, [session.user.locale]);
  return (
    <div className={styles.shell}>
      <a className="visually-hidden" href="#content">
        {t('skip')}
      </a>
      {!isPhone && <Rail />}
      <div className={styles.body}>
        <TopLine />
        <div id="content" className={styles.content}>
          <ErrorBoundary key={pathname}>
            <Outlet />
          </ErrorBoundary>
        </div>
        {isPhone && <PhoneBar />}
      </div>
      <SearchHotkey />
      <Ringing />
    </div>
  );
}
