import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import styles from './parts.module.css';

/** A document that is a list of settings, with its contents at the side: each heading leads to its part. */
export function Sheet({
  isWide = false,
  className = '',
  children,
}: {
  isWide?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  const d = useWords(designerWords);
  const sheet = useRef<HTMLDivElement>(null);
  const [titles, setTitles] = useState<string[]>([]);
  useEffect(() => {
    const { current } = sheet;
    if (!current) return;
    const read = () =>
      setTitles((before) => {
        const now = headingsOf(current).map(({ textContent }) => textContent ?? '');
        return now.join('\n') === before.join('\n') ? before : now;
      });
    read();
    const observer = new MutationObserver(read);
    observer.observe(current, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, []);
  return (
    <div className={styles.panes} data-panes="sheet" data-plain={titles.length < 2}>
      <nav className={styles.pane} aria-label={d('contents')} hidden={titles.length < 2}>
        {titles.map((title, index) => (
          <button
            key={index}
            type="button"
            className={styles.content}
            onClick={() => sheet.current && show(headingsOf(sheet.current)[index])}
          >
            {title}
          </button>
        ))}
      </nav>
      <div className={styles.middle}>
        <div ref={sheet} className={`${styles.sheet} ${className}`} data-wide={isWide}>
          {children}
        </div>
      </div>
    </div>
  );
}

/** Leads to the part that a problem is about: the heading that names the beginning of its path. */
export function showPart({ path }: { path: readonly (string | number)[] }): void {
  const parts = [...document.querySelectorAll<HTMLElement>('h2[data-part]')];
  const found = parts.find(({ dataset }) => dataset.part?.split(' ').includes(String(path[0])));
  show(found ?? document.querySelector<HTMLElement>(`.${styles.sheet}`) ?? undefined);
}

function headingsOf(sheet: HTMLElement): HTMLElement[] {
  const all = [...sheet.querySelectorAll<HTMLElement>('h2, [data-heading]')];
  const parts = all.filter((one) => one.closest(`.${styles.card}`) === null);
  // A list that is the whole of its part says the same once more.
  return parts.filter(({ textContent }, index) => textContent !== parts[index - 1]?.textContent);
}

function show(part: HTMLElement | undefined): void {
  part?.scrollIntoView({ block: 'start' });
  const first = part?.parentElement?.querySelector<HTMLElement>('input, button, select, textarea');
  if (part?.tagName !== 'H2') first?.focus({ preventScroll: true });
}
