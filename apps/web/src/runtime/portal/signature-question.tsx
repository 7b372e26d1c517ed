import type { PortalQuestion } from '@fieldwork/api-contract';
import { useEffect, useRef, useState } from 'react';
import Pad from 'signature_pad';
import { strokesOf } from '../../widgets/strokes.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import { publicWords } from '../public/public-words.js';
import styles from './portal.module.css';
import { portalWords } from './portal-words.js';

interface SignatureQuestionProps {
  question: PortalQuestion;
  onChange: (strokes: { path: string; width: number; height: number } | null) => void;
  problem: string | undefined;
}

/** A box to sign in. What is signed, by whom and when is written by the server. */
export function SignatureQuestion({ question, onChange, problem }: SignatureQuestionProps) {
  const t = useWords(portalWords);
  const p = useWords(publicWords);
  const text = usePublicText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;
  const [isEmpty, setEmpty] = useState(true);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const made = new Pad(element, { minDistance: 3, penColor: getComputedStyle(element).color });
    const size = () => {
      const ratio = Math.max(devicePixelRatio, 1);
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext('2d')?.scale(ratio, ratio);
      made.redraw();
    };
    size();
    const watcher = new ResizeObserver(size);
    watcher.observe(element);
    made.addEventListener('endStroke', () => {
      setEmpty(made.isEmpty());
      changed.current({
        path: strokesOf(made.toData()),
        width: Math.round(element.offsetWidth),
        height: Math.round(element.offsetHeight),
      });
    });
    pad.current = made;
    return () => {
      watcher.disconnect();
      made.off();
    };
  }, []);
  const clear = () => {
    pad.current?.clear();
    setEmpty(true);
    onChange(null);
  };
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
      <button type="button" className={outside.quiet} disabled={isEmpty} onClick={clear}>
        {t('clear')}
      </button>
    </div>
  );
}
