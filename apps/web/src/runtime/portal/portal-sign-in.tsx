import type { PortalHomeData } from '@fieldwork/api-contract';
import { type FormEvent, useId, useState } from 'react';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';
import { askForCode, enterHome, type PortalSite } from './portal-api.js';
import { portalWords } from './portal-words.js';

interface PortalSignInProps {
  site: PortalSite;
  ways: PortalHomeData['ways'];
  onEntered: () => Promise<void>;
}

const keyboards: Partial<Record<string, { type: string; autoComplete: string }>> = {
  phone: { type: 'tel', autoComplete: 'tel' },
  email: { type: 'email', autoComplete: 'email' },
};

/** A number or an address, then the code that came there. */
export function PortalSignIn({ site, ways, onEntered }: PortalSignInProps) {
  const t = useWords(portalWords);
  const text = usePublicText();
  const id = useId();
  const [way, setWay] = useState(ways[0]?.id ?? '');
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const chosen = ways.find((one) => one.id === way);
  const { type, autoComplete } = keyboards[chosen?.type ?? ''] ?? { type: 'text', autoComplete: 'off' };
  const during = async (what: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await what();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isAsked) {
      if (address.trim().length < 3) return;
      void during(async () => {
        await askForCode(site, { way, address });
        setAsked(true);
        setCode('');
      });
    } else if (/^\d{6}$/.test(code))
      void during(async () => {
        await enterHome(site, { way, address, code });
        await onEntered();
      });
  };
  return (
    <form noValidate className={styles.card} onSubmit={onSubmit} aria-label={t('sign_in')}>
      {!isAsked && (
        <>
          <p className={outside.hint}>{t('sign_in_hint')}</p>
          {ways.length > 1 && (
            <div className={styles.ways}>
              {ways.map((one) => (
                <button
                  key={one.id}
                  type="button"
                  className={styles.plain}
                  aria-pressed={one.id === way}
                  onClick={() => {
                    setWay(one.id);
                    setAddress('');
                  }}
                >
                  {text(one.label)}
                </button>
              ))}
            </div>
          )}
          <div className={outside.question}>
            <label className={outside.label} htmlFor={`${id}-address`}>
              {text(chosen?.label)}
            </label>
            <input
              id={`${id}-address`}
              className={outside.input}
              type={type}
              autoComplete={autoComplete}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
          </div>
        </>
      )}
      {isAsked && (
        <>
          <p className={outside.hint} role="status">
            {t('code_sent', { address })}
          </p>
          <div className={outside.question}>
            <label className={outside.label} htmlFor={`${id}-code`}>
              {t('code')}
            </label>
            <input
              id={`${id}-code`}
              className={`${outside.input} ${styles.code}`}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
            />
          </div>
        </>
      )}
      {failure && (
        <p className={outside.problem} role="alert">
          {failure}
        </p>
      )}
      <div className={outside.buttons}>
        {isAsked && (
          <button type="button" className={outside.quiet} onClick={() => setAsked(false)}>
            {t('again')}
          </button>
        )}
        <button type="submit" className={outside.main} disabled={isBusy}>
          {t(isAsked ? 'enter' : 'get_code')}
        </button>
      </div>
    </form>
  );
}
