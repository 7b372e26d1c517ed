import type { PublicQuestion as Question } from '@fieldwork/api-contract';
import { useWords } from '../../words/words.js';
import styles from './public.module.css';
import { inputOf } from './public-inputs.js';
import { usePublicText } from './public-text.js';
import { publicWords } from './public-words.js';

interface PublicQuestionProps {
  question: Question;
  value: unknown;
  onChange: (value: unknown) => void;
  problem: string | undefined;
}

/** One question with its answer, and what is wrong with it. */
export function PublicQuestion({ question, value, onChange, problem }: PublicQuestionProps) {
  const t = useWords(publicWords);
  const text = usePublicText();
  const id = `answer-${question.id}`;
  const Input = inputOf(question);
  const hint = text(question.hint);
  const isDescribed = problem !== undefined || hint !== '';
  return (
    <div className={styles.question}>
      <label id={`${id}-label`} htmlFor={id} className={styles.label}>
        {text(question.label)}
        {!question.required && <span className={styles.hint}> · {t('optional')}</span>}
      </label>
      <Input
        id={id}
        question={question}
        value={value}
        onChange={onChange}
        isInvalid={problem !== undefined}
        describedBy={isDescribed ? `${id}-hint` : undefined}
      />
      {isDescribed && (
        <p
          id={`${id}-hint`}
          className={problem ? styles.problem : styles.hint}
          role={problem ? 'alert' : undefined}
        >
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}
