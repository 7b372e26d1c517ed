import type { PortalWords } from '@fieldwork/api-contract';
import { type FormEvent, useState } from 'react';
import { pictureTypes } from '../../api/files.js';
import { newOrderedId } from '../../api/new-id.js';
import { messageOf } from '../../api/problem.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { MessagePictures } from './message-pictures.js';
import styles from './portal.module.css';
import { type PortalPlace, sendMessage, sendPicture } from './portal-api.js';
import { portalMoment } from './portal-moment.js';
import { portalWords } from './portal-words.js';

const mostPictures = 6;
const newDraft = () => ({ id: newOrderedId(), text: '', files: [] as { id: string; name: string }[] });

interface PortalMessagesProps {
  place: PortalPlace;
  messages: readonly PortalWords[];
  timeZone: string;
  onSent: () => Promise<void>;
}

/** Messages to and fro. What is written stays in its box until it has arrived. */
export function PortalMessages({ place, messages, timeZone, onSent }: PortalMessagesProps) {
  const t = useWords(portalWords);
  const [draft, setDraft] = useState(newDraft);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const isEmpty = draft.text.trim() === '' && draft.files.length === 0;
  const addPictures = async (chosen: readonly File[]) => {
    setSending(true);
    setFailure(null);
    try {
      for (const file of chosen.slice(0, mostPictures - draft.files.length)) {
        const sent = await sendPicture(place, file);
        setDraft((before) => ({ ...before, files: [...before.files, sent] }));
      }
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty) return;
    setSending(true);
    setFailure(null);
    try {
      await sendMessage(place, { ...draft, files: draft.files.map(({ id }) => id) });
      setDraft(newDraft());
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
        {messages.map(({ id, isMine, name, text, at, files }) => (
          <li key={id} data-mine={isMine || undefined}>
            {text !== '' && <p className={styles.said}>{text}</p>}
            <MessagePictures place={place} files={files} />
            <span className={styles.time}>
              {isMine ? t('me') : (name ?? t('service'))} · {portalMoment(at, timeZone)}
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
        {draft.files.map(({ id, name }) => (
          <div key={id} className={outside.file}>
            <span>{name}</span>
            <button
              type="button"
              className={outside.quiet}
              onClick={() =>
                setDraft((before) => ({ ...before, files: before.files.filter((one) => one.id !== id) }))
              }
            >
              {t('remove')}
            </button>
          </div>
        ))}
        <div className={styles.sendRow}>
          <label className={styles.plain}>
            <input
              type="file"
              accept={pictureTypes}
              multiple
              className={styles.hiddenInput}
              disabled={isSending || draft.files.length >= mostPictures}
              onChange={(event) => {
                void addPictures([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
            {t('add_picture')}
          </label>
          <button type="submit" className={styles.plain} disabled={isSending || isEmpty}>
            {isSending ? t('sending') : t('send')}
          </button>
        </div>
      </form>
    </section>
  );
}
