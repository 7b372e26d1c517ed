import type { PortalQuestion } from '@fieldwork/api-contract';
import { type Drawing, useDrawing } from '../../widgets/use-drawing.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import { publicWords } from '../public/public-words.js';
import styles from './portal.module.css';
import { portalWords } from './portal-words.js';

interface SignatureQuestionProps {
  question: PortalQuestion;
  onChange: (drawing: Drawing | null) => void;
  problem: string | undefined;
}

/** A box to sign in. What is signed, by whom and when is written by the server. */
export function SignatureQuestion({ question, onChange, problem }: SignatureQuestionProps) {
  const t = useWords(portalWords);
  const p = useWords(publicWords);
  const text = usePublicText();
  const { canvas, isEmpty, clear } = useDrawing(onChange);
  const signed = question.signed ?? [];
  return (
    <div className={outside.question}>
      <span className={outside.label}>
        {text(question.label)}
        {!question.required && <span className={outside.hint}> · {p('optional')}</span>}
      </span>
      {signed.length > 0 && (
        <p className={outside.hint}>{t('signed_over', { what: signed.map(text).join(t('comma')) })}</p>
      )}
      <canvas
        ref={canvas}
        className={styles.pad}
        aria-label={t('sign_here')}
        data-empty={isEmpty || undefined}
      />
      {problem && (
        <p className={outside.problem} role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        className={outside.quiet}
        disabled={isEmpty}
        onClick={() => {
          clear();
          onChange(null);
        }}
      >
        {t('clear')}
      </button>
    </div>
  );
}
