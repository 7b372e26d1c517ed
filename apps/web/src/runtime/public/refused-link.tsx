import type { PublicFormData } from '@fieldwork/api-contract';
import { useId } from 'react';
import { useWords } from '../../words/words.js';
import styles from './public.module.css';
import { usePublicText } from './public-text.js';
import { publicWords } from './public-words.js';

interface RefusedLinkProps {
  typed: NonNullable<PublicFormData['refused']>['typed'];
  value: string;
  onChange: (value: string) => void;
}

/** The code on the thing is void or not ours: that is said, and the visitor goes on by naming the thing himself. */
export function RefusedLink({ typed, value, onChange }: RefusedLinkProps) {
  const t = useWords(publicWords);
  const text = usePublicText();
  const id = useId();
  return (
    <div role="note" className={styles.refused}>
      <p>{typed ? t('refused_typed', { name: text(typed) }) : t('refused')}</p>
      {typed && (
        <>
          <label htmlFor={id}>{text(typed)}</label>
          <input id={id} value={value} maxLength={100} onChange={(event) => onChange(event.target.value)} />
        </>
      )}
    </div>
  );
}
