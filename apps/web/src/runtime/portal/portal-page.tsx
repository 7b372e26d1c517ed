import type { PortalData } from '@fieldwork/api-contract';
import { useCallback, useEffect, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { useLocale, useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import { PortalActions } from './portal-actions.js';
import { readPortal } from './portal-api.js';
import { PortalAppointment } from './portal-appointment.js';
import { PortalFrame } from './portal-frame.js';
import { PortalLibrary } from './portal-library.js';
import { PortalMessages } from './portal-messages.js';
import { PortalSteps } from './portal-steps.js';
import { portalWords } from './portal-words.js';

/** How often the page looks for news while somebody has it open. */
const lookEveryMs = 20_000;

/** One record as whoever has its link sees it. */
export function PortalPage({ app, page }: { app: string; page: string }) {
  const t = useWords(portalWords);
  const text = usePublicText();
  const locale = useLocale();
  const [place] = useState(() => ({ app, page, token: new URLSearchParams(location.search).get('t') ?? '' }));
  const [data, setData] = useState<PortalData | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(
    () =>
      readPortal(place).then(
        (next) => {
          setData(next);
          setError(null);
        },
        (problem) => setError(problem),
      ),
    [place],
  );
  const isClosed = hasStatus(error, 404);
  useEffect(() => {
    void load();
  }, [load]);
  useEffect(() => {
    if (isClosed) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void load();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [load, isClosed]);
  return (
    <PortalFrame brand={data?.brand}>
      {error !== null && (isClosed || !data) && (
        <div className={outside.body}>
          <h1>{isClosed ? t('closed') : messageOf(error)}</h1>
          {isClosed && <p className={outside.hint}>{t('closed_hint')}</p>}
        </div>
      )}
      {data && !isClosed && (
        <div className={outside.body}>
          <div>
            <h1>{data.title}</h1>
            {data.intro && <p className={outside.hint}>{text(data.intro)}</p>}
          </div>
          {data.steps.length > 0 && <PortalSteps steps={data.steps} timeZone={data.timeZone} />}
          {data.shown.length > 0 && (
            <dl className={outside.about}>
              {data.shown.map(({ label, text: value }) => [
                <dt key={`${text(label)} label`}>{text(label)}</dt>,
                <dd key={`${text(label)} value`}>{text(value)}</dd>,
              ])}
            </dl>
          )}
          {data.appointment && (
            <PortalAppointment place={place} appointment={data.appointment} onDone={load} />
          )}
          <PortalActions place={place} actions={data.actions} seen={data.seen} onDone={load} />
          <PortalLibrary library={data.library} />
          {data.messages && (
            <PortalMessages place={place} messages={data.messages} timeZone={data.timeZone} onSent={load} />
          )}
          <p className={outside.hint}>
            {t('until', {
              date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: data.timeZone }).format(
                new Date(data.expiresAt),
              ),
            })}
          </p>
        </div>
      )}
    </PortalFrame>
  );
}
