import { locales, localize, type Text } from '@fieldwork/metadata';
import { Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useLocale, useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import styles from './parts.module.css';

/** One thing to set: its name above its control. */
export function Setting({
  label,
  hint,
  beside,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  /** At the other end of the line of the name: another way to say it. */
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={styles.setting}>
      <div className={styles.settingLabel}>
        {label}
        {beside}
      </div>
      {children}
      {hint && <div className={styles.hint}>{hint}</div>}
    </div>
  );
}

/** Words that people read, in the language of the moment; the other language is one click away. */
export function TextSetting({
  label,
  value,
  onChange,
  isLong = false,
  isRequired = false,
  autoFocus = false,
  defaults,
}: {
  label: string;
  value: Text | undefined;
  onChange: (value: Text | undefined) => void;
  isLong?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  /** Words that nobody chose yet: whoever renames one of them in one language renames it in both. */
  defaults?: readonly Text[];
}) {
  const t = useWords(designerWords);
  const locale = useLocale();
  const id = useId();
  const other = locales.find((one) => one !== locale) ?? 'en';
  const of = (one: typeof locale) =>
    typeof value === 'string' ? (one === locale ? value : '') : (value?.[one] ?? '');
  const [isBoth, setBoth] = useState(false);
  const write = (one: typeof locale, words: string) => {
    if (one === locale && defaults?.some((text) => isSame(text, value)))
      return onChange(words === '' && !isRequired ? undefined : words);
    const next = { [locale]: of(locale), [other]: of(other), [one]: words };
    const given = Object.entries(next).filter(([, part]) => part !== '');
    if (given.length === 0) return onChange(isRequired ? '' : undefined);
    // One language alone stands for both.
    if (given.length === 1 && given[0]?.[0] === locale) return onChange(given[0][1]);
    return onChange(Object.fromEntries(given) as Text);
  };
  const input = (one: typeof locale, name: string) => {
    const props = {
      id: `${id}-${one}`,
      value: of(one),
      'aria-label': name,
      maxLength: 2000,
      ...(one === locale && isRequired && value === '' ? { status: 'error' as const } : {}),
    };
    return isLong ? (
      <Input.TextArea
        {...props}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => write(one, event.target.value)}
      />
    ) : (
      <Input
        {...props}
        autoFocus={autoFocus && one === locale}
        onChange={(event) => write(one, event.target.value)}
      />
    );
  };
  const isShown = isBoth || of(other) !== '';
  const otherName = other === 'en' ? t('name_en') : t('name_zh');
  return (
    <div className={styles.setting}>
      <div className={styles.settingLabel}>
        <label htmlFor={`${id}-${locale}`}>{label}</label>
        {!isShown && (
          <button type="button" className={styles.quiet} onClick={() => setBoth(true)}>
            + {otherName}
          </button>
        )}
      </div>
      {input(locale, label)}
      {isShown && (
        <div className={styles.other}>
          <span>{otherName}</span>
          {input(other, `${label} (${otherName})`)}
        </div>
      )}
    </div>
  );
}

function isSame(a: Text, b: Text | undefined): boolean {
  return typeof b === 'object' && locales.every((locale) => localize(a, locale) === localize(b, locale));
}
