import type { PublicFormData, PublicReceipt } from '@fieldwork/api-contract';
import { useEffect, useState } from 'react';
import { hasStatus, messageOf } from '../../api/problem.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import styles from './public.module.css';
import { readPublicForm } from './public-api.js';
import { PublicForm } from './public-form.js';
import { usePublicText } from './public-text.js';
import { publicWords } from './public-words.js';

/** A public form: what is asked, then the receipt, nothing else. */
export function PublicPage({ app, channel }: { app: string; channel: string }) {
  const t = useWords(publicWords);
  const text = usePublicText();
  const locale = useLocale();
  const [place] = useState(() => {
    const query = new URLSearchParams(location.search);
    return { app, channel, token: query.get('r'), visitor: query.get('w') };
  });
  const [form, setForm] = useState<PublicFormData | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [receipt, setReceipt] = useState<PublicReceipt | null>(null);
  useEffect(() => {
    readPublicForm(place).then(setForm, setError);
  }, [place]);
  const title = text(form?.label);
  useEffect(() => {
    if (title !== '') document.title = title;
    if (form?.color) document.documentElement.style.setProperty('--accent', form.color);
  }, [title, form]);
  const isClosed = hasStatus(error, 404);
  return (
    <main className={styles.page}>
      <div className={styles.top}>
        <span>{text(form?.app)}</span>
        <button
          type="button"
          className={styles.quiet}
          onClick={() => setLocale(locale === 'en' ? 'zh-CN' : 'en')}
        >
          {t('language')}
        </button>
      </div>
      {error !== null && (
        <div className={styles.body}>
          <h1>{isClosed ? t('closed') : messageOf(error)}</h1>
          {isClosed && <p className={styles.hint}>{t('closed_hint')}</p>}
        </div>
      )}
      {form && receipt && <Receipt receipt={receipt} />}
      {form && !receipt && <PublicForm place={place} form={form} onSent={setReceipt} />}
    </main>
  );
}

function Receipt({ receipt }: { receipt: PublicReceipt }) {
  const t = useWords(publicWords);
  const text = usePublicText();
  return (
    <div className={styles.body} role="status">
      <h1>{t('thanks')}</h1>
      {receipt.number !== null && (
        <div>
          <p className={styles.hint}>{t('number')}</p>
          <p className={styles.number}>{receipt.number}</p>
        </div>
      )}
      <p>{text(receipt.text) || (receipt.number === null ? '' : t('keep'))}</p>
      {receipt.path && (
        <a className={styles.follow} href={receipt.path}>
          {t('follow')}
        </a>
      )}
    </div>
  );
}
