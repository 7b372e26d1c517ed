import type { Brand } from '@fieldwork/metadata';
import { type ReactNode, useEffect } from 'react';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import outside from '../public/public.module.css';
import { usePublicText } from '../public/public-text.js';
import { publicWords } from '../public/public-words.js';
import styles from './portal.module.css';

/** Whose page it is, in which language; the page below. */
export function PortalFrame({ brand, children }: { brand: Brand | undefined; children: ReactNode }) {
  const p = useWords(publicWords);
  const text = usePublicText();
  const locale = useLocale();
  const name = text(brand?.name);
  useEffect(() => {
    if (name !== '') document.title = name;
    if (brand?.color) document.documentElement.style.setProperty('--accent', brand.color);
  }, [name, brand]);
  return (
    <main className={outside.page}>
      <div className={outside.top}>
        <span className={styles.brand}>
          {brand?.logo && <img src={brand.logo} alt="" />}
          {name}
        </span>
        <button
          type="button"
          className={outside.quiet}
          onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
        >
          {p('language')}
        </button>
      </div>
      {children}
    </main>
  );
}
