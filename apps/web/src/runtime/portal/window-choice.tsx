import type { AppointmentOffer, AppointmentWindow } from '@fieldwork/api-contract';
import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import { useWindowWords } from '../appointments/window-words.js';
import outside from '../public/public.module.css';
import styles from './portal.module.css';
import { type PortalPlace, readAppointments } from './portal-api.js';
import { portalAppointmentWords } from './portal-appointment-words.js';
import { portalWords } from './portal-words.js';

interface WindowChoiceProps {
  place: PortalPlace;
  /** The beginning of what is agreed. */
  chosen: string | null;
  isSending: boolean;
  /** Answers whether it was taken: what has gone meanwhile is not. */
  onChoose: (from: string) => Promise<boolean>;
  onBack: () => void;
}

/** The days that have room, the windows of one of them, and the button that takes it. */
export function WindowChoice({ place, chosen, isSending, onChoose, onBack }: WindowChoiceProps) {
  const t = useWords(portalAppointmentWords);
  const p = useWords(portalWords);
  const [offer, setOffer] = useState<AppointmentOffer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [window, setWindow] = useState<AppointmentWindow | null>(null);
  const load = useCallback(
    () => readAppointments(place).then(setOffer, (error) => setFailure(messageOf(error))),
    [place],
  );
  useEffect(() => {
    void load();
  }, [load]);
  const words = useWindowWords(offer?.timeZone ?? 'UTC');
  if (failure !== null)
    return (
      <p role="alert" className={outside.problem}>
        {failure}
      </p>
    );
  if (!offer) return <p className={outside.hint}>{t('looking')}</p>;
  const days = offer.days.filter(({ windows }) => windows.length > 0);
  const open = days.find((one) => one.day === day) ?? days[0];
  const take = async () => {
    if (!window || (await onChoose(window.from))) return;
    setWindow(null);
    await load();
  };
  return (
    <>
      {!open && <p>{t('none')}</p>}
      {open && (
        <>
          <fieldset className={styles.days}>
            <legend className={outside.hint}>{t('days')}</legend>
            {days.map((one) => {
              const [first] = one.windows;
              if (!first) return null;
              return (
                <button
                  key={one.day}
                  type="button"
                  aria-pressed={one === open}
                  onClick={() => {
                    setDay(one.day);
                    setWindow(null);
                  }}
                >
                  <b>{words.dayOf(first.from)}</b>
                  <small>{words.weekdayOf(first.from)}</small>
                </button>
              );
            })}
          </fieldset>
          <fieldset className={styles.windows}>
            <legend className={outside.hint}>{t('windows')}</legend>
            {open.windows.map((one) => (
              <button
                key={one.from}
                type="button"
                aria-pressed={one.from === window?.from}
                disabled={chosen !== null && Date.parse(chosen) === Date.parse(one.from)}
                onClick={() => setWindow(one)}
              >
                {words.hoursOf(one)}
              </button>
            ))}
          </fieldset>
        </>
      )}
      <div className={styles.choices}>
        {window && (
          <button type="button" className={outside.main} disabled={isSending} onClick={() => void take()}>
            {t('confirm', { time: words.wholeOf(window) })}
          </button>
        )}
        <button type="button" className={styles.plain} onClick={onBack}>
          {p('back')}
        </button>
      </div>
    </>
  );
}
