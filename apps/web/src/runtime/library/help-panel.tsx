import type { HelpBody, LibraryRow, PublicFormData } from '@fieldwork/api-contract';
import { useEffect, useState } from 'react';
import { useSettled } from '../../ui/use-settled.js';
import { useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { findHelp, type PublicPlace } from '../public/public-api.js';
import styles from './library.module.css';
import { LibraryRows } from './library-rows.js';
import { libraryWords } from './library-words.js';

interface HelpPanelProps {
  place: PublicPlace;
  help: NonNullable<PublicFormData['help']>;
  /** So far; with `token`, what the request is about. */
  answers: Record<string, unknown>;
  token: string | null;
}

/** Long enough that nobody asks for half of a word. */
const typingMs = 600;
const leastWords = 2;

/** What may help whoever is about to ask, as he says more of it. It opens beside the form, which loses nothing. */
export function HelpPanel({ place, help, answers, token }: HelpPanelProps) {
  const t = useWords(libraryWords);
  const [rows, setRows] = useState<readonly LibraryRow[]>([]);
  const asked = Object.fromEntries(
    help.questions.flatMap((id) =>
      answers[id] === undefined || answers[id] === null ? [] : [[id, answers[id]]],
    ),
  );
  const said = Object.values(asked).filter((one) => typeof one === 'string');
  const isSaid = said.join('').trim().length >= leastWords;
  const print = useSettled(isSaid ? JSON.stringify([asked, token]) : '', typingMs);
  useEffect(() => {
    if (print === '') {
      setRows([]);
      return undefined;
    }
    const stop = new AbortController();
    const [values, about] = JSON.parse(print) as [HelpBody['values'], string | null];
    // Help that cannot be had keeps nobody from asking.
    findHelp(place, { values, token: about }, stop.signal).then(setRows, () => undefined);
    return () => stop.abort();
  }, [place, print]);
  if (rows.length === 0) return null;
  return (
    <section className={styles.help} aria-label={t('may_help')} aria-live="polite">
      <div>
        <h2>{t('may_help')}</h2>
        <p className={outside.hint}>{t('may_help_hint')}</p>
      </div>
      <LibraryRows rows={rows} isBeside />
      <a className={styles.allHelp} href={help.path} target="_blank" rel="noreferrer">
        {t('all_help')}
      </a>
    </section>
  );
}
