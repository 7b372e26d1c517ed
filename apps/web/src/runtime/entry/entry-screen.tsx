import { Button } from 'antd';
import type { ReactNode } from 'react';
import { setThemeChoice, useThemeName } from '../../ui/preferences.js';
import { setLocale, useLocale } from '../../words/words.js';
import styles from './entry.module.css';

/** The plain page before the workspace: one card, language and theme at hand. */
export function EntryScreen({ children }: { children: ReactNode }) {
  const locale = useLocale();
  const theme = useThemeName();
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <main className={styles.screen}>
      <div className={styles.top}>
        <Button type="text" onClick={() => setLocale(other)}>
          {other === 'en' ? 'English' : '中文'}
        </Button>
        <Button
          type="text"
          aria-label={theme === 'dark' ? 'light' : 'dark'}
          onClick={() => setThemeChoice(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </Button>
      </div>
      <section className={styles.card}>
        <div className={styles.mark} aria-hidden>
          F
        </div>
        {children}
      </section>
    </main>
  );
}
