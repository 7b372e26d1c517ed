import type { PortalData } from '@fieldwork/api-contract';
import { type FormEvent, useState } from 'react';
import { newId } from '../../api/new-id.js';
import { hasStatus, messageOf } from '../../api/problem.js';
import { useLocale, useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { PublicQuestion } from '../public/public-question.js';
import { usePublicText } from '../public/public-text.js';
import { publicWords } from '../public/public-words.js';
import styles from './portal.module.css';
import { type PortalPlace, sendAct } from './portal-api.js';
import { portalWords } from './portal-words.js';
import { SignatureQuestion } from './signature-question.js';

interface PortalActionFormProps {
  place: PortalPlace;
  action: PortalData['actions'][number];
  /** What stood on the page when the form was opened. */
  seen: string;
  /** Null where there is nothing else to choose. */
  onBack: (() => void) | null;
  onDone: () => Promise<void>;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** What an action asks, and its button. */
export function PortalActionForm({ place, action, seen, onBack, onDone }: PortalActionFormProps) {
  const t = useWords(portalWords);
  const p = useWords(publicWords);
  const text = usePublicText();
  const locale = useLocale();
  // Sent again after a line broke, it is the same act.
  const [key] = useState(() => newId());
  const [read] = useState(seen);
  const [answers, setAnswers] = useState<Record<string, unknown>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const answer = (id: string) => (value: unknown) => {
    setAnswers((before) => ({ ...before, [id]: value }));
    setProblems(({ [id]: _mended, ...others }) => others);
  };
  const send = async () => {
    setSending(true);
    setFailure(null);
    try {
      const values = Object.fromEntries(Object.entries(answers).filter(([, value]) => !isEmpty(value)));
      await sendAct(place, { action: action.id, key, seen: read, values: values as never });
      await onDone();
    } catch (error) {
      const issues = hasStatus(error, 422) ? error.issues : [];
      setProblems(Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message[locale]])));
      if (issues.length === 0) setFailure(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const missing = action.questions.filter(({ id, required }) => required && isEmpty(answers[id]));
    setProblems(Object.fromEntries(missing.map(({ id }) => [id, p('required')])));
    if (missing.length === 0) void send();
  };
  return (
    <form noValidate className={styles.card} onSubmit={onSubmit} aria-label={text(action.label)}>
      {/* Where there is only this to do, its button says it already. */}
      {onBack && <h2>{text(action.label)}</h2>}
      {action.help && <p className={outside.hint}>{text(action.help)}</p>}
      {action.questions.map((question) =>
        question.type === 'signature' ? (
          <SignatureQuestion
            key={question.id}
            question={question}
            onChange={answer(question.id)}
            problem={problems[question.id]}
          />
        ) : (
          <PublicQuestion
            key={question.id}
            question={question}
            value={answers[question.id] ?? null}
            onChange={answer(question.id)}
            problem={problems[question.id]}
          />
        ),
      )}
      {failure && (
        <p className={outside.problem} role="alert">
          {failure}
        </p>
      )}
      <div className={outside.buttons}>
        {onBack && (
          <button type="button" className={outside.quiet} onClick={onBack}>
            {t('back')}
          </button>
        )}
        <button type="submit" className={outside.main} disabled={isSending}>
          {isSending ? t('sending') : onBack ? t('confirm') : text(action.label)}
        </button>
      </div>
    </form>
  );
}
