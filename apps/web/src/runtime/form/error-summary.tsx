import { type Form, fieldOf, type Issue, localize } from '@fieldwork/metadata';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import styles from './form.module.css';
import { formWords } from './form-words.js';

interface SummaryProps {
  form: Form;
  issues: readonly Issue[];
  onGo: (field: string) => void;
}

/** What stands in the way of saving, each line leading to its field. */
export function ErrorSummary({ form, issues, onGo }: SummaryProps) {
  const t = useWords(formWords);
  const text = useText();
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (issues.length > 0) box.current?.scrollIntoView({ block: 'nearest' });
  }, [issues]);
  if (issues.length === 0) return null;
  const nameOf = ({ path }: Issue) => {
    const field = fieldOf(form, String(path[0] ?? ''));
    const column = field?.fields?.find(({ id }) => id === path[2]);
    const row = typeof path[1] === 'number' && column;
    const inside = row ? ` · ${t('row_path', { row: Number(path[1]) + 1, column: text(column.label) })}` : '';
    return text(field?.label) + inside;
  };
  return (
    <div ref={box} className={`${styles.summary} ${styles.above}`}>
      <Alert
        type="error"
        showIcon
        title={t('problems', { count: issues.length })}
        description={
          <ul>
            {issues.map((issue) => (
              <li key={`${issue.path.join('.')} ${issue.code}`}>
                <button type="button" onClick={() => onGo(String(issue.path[0] ?? ''))}>
                  {nameOf(issue)}
                </button>
                {' — '}
                {localize(issue.message, locale)}
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
