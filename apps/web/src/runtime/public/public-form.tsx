import type { PublicFormData, PublicReceipt, PublicQuestion as Question } from '@fieldwork/api-contract';
import { type FormEvent, Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { useIsPhone } from '../../ui/media.js';
import { useLocale, useWords } from '../../words/words.js';
import { HelpPanel } from '../library/help-panel.js';
import { UploadContext } from './files-input.js';
import styles from './public.module.css';
import { type PublicPlace, sendFile, sendRequest } from './public-api.js';
import { PublicQuestion } from './public-question.js';
import { usePublicText } from './public-text.js';
import { publicWords } from './public-words.js';
import { RefusedLink } from './refused-link.js';
import { solve } from './solve.js';

interface PublicFormProps {
  place: PublicPlace;
  form: PublicFormData;
  onSent: (receipt: PublicReceipt) => void;
}
type Problems = Readonly<Record<string, string>>;

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The question which of his records it is about, whose answer is a token; no field has this name. */
const chosen = '@about';
const none = '-';

/** What is asked; of somebody known first which of his records it is about. */
function questionsOf({ choices, questions }: PublicFormData, which: string, noneOfThem: string): Question[] {
  if (!choices) return questions;
  const items = choices.items.map(({ token, title }) => ({ id: token, label: title }));
  const first: Question = {
    id: chosen,
    type: 'choice',
    label: choices.label,
    hint: which,
    required: choices.required,
    options: choices.required ? items : [...items, { id: none, label: noneOfThem }],
    scale: null,
    range: null,
  };
  return [first, ...questions];
}

/** The questions: one after the other on a phone, all on one page elsewhere. */
export function PublicForm({ place, form, onSent }: PublicFormProps) {
  const t = useWords(publicWords);
  const text = usePublicText();
  const locale = useLocale();
  const isPhone = useIsPhone();
  const [answers, setAnswers] = useState<Record<string, unknown>>(form.visitor?.answers ?? {});
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [isSending, setSending] = useState(false);
  const [at, setAt] = useState(0);
  const page = useRef<HTMLFormElement>(null);
  const { challenge } = form;
  const questions = useMemo(() => questionsOf(form, t('which'), t('which_none')), [form, t]);
  // The work is done while the visitor reads; whoever is quicker than that waits a moment at the end.
  const solution = useMemo(
    () => solve(challenge).then((nonce) => ({ challenge: challenge.text, nonce })),
    [challenge],
  );
  useEffect(() => {
    if (at > 0) page.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [at]);
  const shown = isPhone ? questions.slice(at, at + 1) : questions;
  const isLast = !isPhone || at >= questions.length - 1;
  const { [chosen]: about, ...own } = answers;
  const token = typeof about === 'string' && about !== none ? about : place.token;
  const { help } = form;
  // Below the last of the questions whose answers it goes by.
  const helpsAfter = shown.findLast(({ id }) => help?.questions.includes(id))?.id;
  const missing = (list: typeof questions): Problems =>
    Object.fromEntries(
      list.flatMap(({ id, required }) => (required && isEmpty(answers[id]) ? [[id, t('required')]] : [])),
    );
  const send = async () => {
    setSending(true);
    setFailure(null);
    try {
      const values = Object.fromEntries(Object.entries(own).filter(([, value]) => !isEmpty(value)));
      onSent(await sendRequest(place, await solution, { values, typed: typed.trim() || null, token }));
    } catch (error) {
      const issues = hasStatus(error, 422) ? error.issues : [];
      setProblems(Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message[locale]])));
      const first = questions.findIndex(({ id }) => issues.some(({ path }) => path[0] === id));
      if (first >= 0) setAt(first);
      else setFailure(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const found = missing(shown);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    if (isLast) void send();
    else setAt(at + 1);
  };
  const upload = {
    limits: form.limits,
    send: async (file: File, onlyPictures: boolean) => sendFile(place, await solution, file, onlyPictures),
  };
  return (
    <UploadContext value={upload}>
      <form
        ref={page}
        noValidate
        className={`${styles.body} ${isPhone ? styles.phone : ''}`}
        onSubmit={onSubmit}
      >
        {(!isPhone || at === 0) && (
          <>
            <h1>{text(form.label)}</h1>
            {form.intro && <p>{text(form.intro)}</p>}
            {form.visitor && form.visitor.names.length > 0 && (
              <p className={styles.hint}>{t('as', { name: form.visitor.names.join(t('comma')) })}</p>
            )}
            {form.refused && <RefusedLink typed={form.refused.typed} value={typed} onChange={setTyped} />}
            {form.about && (
              <dl className={styles.about}>
                {form.about.map(({ label, value }) => [
                  <dt key={`${text(label)} label`}>{text(label)}</dt>,
                  <dd key={`${text(label)} value`}>{text(value)}</dd>,
                ])}
              </dl>
            )}
          </>
        )}
        {isPhone && (
          <div>
            <p className={styles.hint}>{t('progress', { at: at + 1, all: questions.length })}</p>
            <div
              className={styles.bar}
              style={{ backgroundSize: `${((at + 1) / questions.length) * 100}% 100%` }}
            />
          </div>
        )}
        {shown.map((question) => (
          <Fragment key={question.id}>
            <PublicQuestion
              question={question}
              value={answers[question.id] ?? null}
              onChange={(value) => {
                setAnswers((before) => ({ ...before, [question.id]: value }));
                setProblems(({ [question.id]: _mended, ...others }) => others);
              }}
              problem={problems[question.id]}
            />
            {help && question.id === helpsAfter && (
              <HelpPanel place={place} help={help} answers={own} token={token} />
            )}
          </Fragment>
        ))}
        {failure && (
          <p className={styles.problem} role="alert">
            {failure}
          </p>
        )}
        <div className={styles.buttons}>
          {isPhone && at > 0 && (
            <button type="button" className={styles.quiet} onClick={() => setAt(at - 1)}>
              {t('back')}
            </button>
          )}
          <button type="submit" className={styles.main} disabled={isSending}>
            {isSending ? t('sending') : isLast ? t('send') : t('next')}
          </button>
        </div>
      </form>
    </UploadContext>
  );
}
