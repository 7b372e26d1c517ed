import type { PortalData } from '@fieldwork/api-contract';
import { useState } from 'react';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import { useWindowWords } from '../appointments/window-words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { chooseAppointment, type PortalPlace } from './portal-api.js';
import { portalAppointmentWords } from './portal-appointment-words.js';
import { WindowChoice } from './window-choice.js';

interface PortalAppointmentProps {
  place: PortalPlace;
  appointment: NonNullable<PortalData['appointment']>;
  onDone: () => Promise<void>;
}

/** When somebody comes: what is agreed, and the choice of it. */
export function PortalAppointment({ place, appointment, onDone }: PortalAppointmentProps) {
  const t = useWords(portalAppointmentWords);
  const text = usePublicText();
  const { from, to, canChoose, until, timeZone } = appointment;
  const words = useWindowWords(timeZone);
  const [step, setStep] = useState<'shown' | 'choosing' | 'cancelling'>('shown');
  const [said, setSaid] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const choose = async (next: string | null): Promise<boolean> => {
    setSending(true);
    setFailure(null);
    try {
      await chooseAppointment(place, next);
      await onDone();
      setSaid(next === null ? t('cancelled') : t('done'));
      setStep('shown');
      return true;
    } catch (error) {
      setFailure(messageOf(error));
      await onDone();
      return false;
    } finally {
      setSending(false);
    }
  };
  const agreed = from !== null && to !== null ? { from, to } : null;
  if (!agreed && !canChoose && said === null && failure === null) return null;
  return (
    <section className={styles.card} aria-label={text(appointment.label) || t('title')}>
      <h2>{text(appointment.label) || t('title')}</h2>
      {agreed ? (
        <p className={styles.agreed}>{words.wholeOf(agreed)}</p>
      ) : (
        appointment.help && step === 'shown' && <p className={outside.hint}>{text(appointment.help)}</p>
      )}
      {said !== null && step === 'shown' && (
        <p role="status" className={styles.thanks}>
          {said}
        </p>
      )}
      {agreed && step === 'shown' && (
        <p className={outside.hint}>
          {canChoose && until !== null ? t('until', { at: words.momentOf(until) }) : t('fixed')}
        </p>
      )}
      {failure !== null && (
        <p role="alert" className={outside.problem}>
          {failure}
        </p>
      )}
      {canChoose && step === 'shown' && (
        <div className={styles.choices}>
          <button
            type="button"
            className={agreed ? styles.plain : outside.main}
            onClick={() => setStep('choosing')}
          >
            {agreed ? t('move') : t('choose')}
          </button>
          {agreed && (
            <button type="button" className={styles.plain} data-danger onClick={() => setStep('cancelling')}>
              {t('cancel')}
            </button>
          )}
        </div>
      )}
      {step === 'cancelling' && (
        <div className={styles.choices}>
          <p>{t('cancel_ask')}</p>
          <button
            type="button"
            className={styles.plain}
            data-danger
            disabled={isSending}
            onClick={() => void choose(null)}
          >
            {t('cancel_yes')}
          </button>
          <button type="button" className={styles.plain} onClick={() => setStep('shown')}>
            {t('keep')}
          </button>
        </div>
      )}
      {step === 'choosing' && (
        <WindowChoice
          place={place}
          chosen={from}
          isSending={isSending}
          onChoose={choose}
          onBack={() => setStep('shown')}
        />
      )}
    </section>
  );
}
