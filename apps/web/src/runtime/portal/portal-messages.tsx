import type { PortalWords } from '@fieldwork/api-contract';
import { type FormEvent, useState } from 'react';
import { newOrderedId } from '../../api/new-id.js';
import { messageOf } from '../../api/problem.js';
import { useLocale, useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import styles from './portal.module.css';
import { type PortalPlace, sendMessage } from './portal-api.js';
import { portalWords } from './portal-words.js';

interface PortalMessagesProps {
  place: PortalPlace;
  messages: readonly PortalWords[];
  timeZone: string;
  onSent: () => Promise<void>;
}

/** Messages to and fro. What is written stays in its box until it has arrived. */
export function PortalMessages({ place, messages, timeZone, onSent }: PortalMessagesProps) {
  const t = useWords(portalWords);
  const locale = useLocale();
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone });
  const [draft, setDraft] = useState({ id: newOrderedId(), text: '' });
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.text.trim() === '') return;
    setSending(true);
    setFailure(null);
    try {
      await sendMessage(place, draft);
      setDraft({ id: newOrderedId(), text: '' });
      await onSent();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <section className={styles.card} aria-label={t('messages')}>
      <h2>{t('messages')}</h2>
      {messages.length === 0 && <p className={outside.hint}>{t('no_messages')}</p>}
      <ol className={styles.messages}>
        {messages.map(({ id, isMine, name, text, at }) => (
          <li key={id} data-mine={isMine || undefined}>
            <p className={styles.said}>{text}</p>
            <span className={styles.time}>
              {isMine ? t('me') : (name ?? t('service'))} · {moment.format(new Date(at))}
            </span>
          </li>
        ))}
      </ol>
      <form className={styles.write} onSubmit={send}>
        <textarea
          className={outside.input}
          aria-label={t('write')}
          placeholder={t('write')}
          rows={2}
          maxLength={4000}
          value={draft.text}
          onChange={({ target }) => setDraft((before) => ({ ...before, text: target.value }))}
        />
        {failure && (
          <p className={outside.problem} role="alert">
            {failure}
          </p>
        )}
        <button type="submit" className={styles.plain} disabled={isSending || draft.text.trim() === ''}>
          {isSending ? t('sending') : t('send')}
        </button>
      </form>
    </section>
  );
}
