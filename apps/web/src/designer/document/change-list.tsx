import { localize } from '@fieldwork/metadata';
import { Tag } from 'antd';
import { useLocale, useWords } from '../../words/words.js';
import styles from '../parts/parts.module.css';
import { changeWords, partWords } from './change-words.js';
import { type DiffStep, type DocumentChange, diffDocuments } from './document-diff.js';

const colours = { added: 'success', removed: 'error', changed: 'processing', moved: 'default' } as const;
const most = 60;
const longest = 60;

/** What differs between two versions of a document, one line for each part. */
export function ChangeList({ before, after }: { before: unknown; after: unknown }) {
  const t = useWords(changeWords);
  const p = useWords(partWords);
  const locale = useLocale();
  const changes = diffDocuments(before, after);
  const sayStep = (step: DiffStep): string => {
    if ('item' in step) return localize(step.label, locale) || step.item;
    return Object.hasOwn(partWords, step.property) ? p(step.property as never) : step.property;
  };
  const sayValue = (value: unknown): string => {
    const isText = typeof value === 'object' && value !== null && ('zh-CN' in value || 'en' in value);
    const words = isText ? localize(value as never, locale) : value;
    const line = typeof words === 'string' ? words : JSON.stringify(words);
    return line.length > longest ? `${line.slice(0, longest)}…` : line;
  };
  const sayValues = ({ change, before: from, after: to, path }: DocumentChange): string => {
    if (change === 'changed') return t('from_to', { from: sayValue(from), to: sayValue(to) });
    const last = path.at(-1);
    // An item is told by its name; a property that came or went, by its value.
    const isProperty = last !== undefined && 'property' in last && change !== 'moved';
    return isProperty ? sayValue(change === 'added' ? to : from) : '';
  };
  if (changes.length === 0) return <p className="muted">{t('nothing')}</p>;
  return (
    <>
      <ul className={styles.changes}>
        {changes.slice(0, most).map((change) => {
          const where = change.path.map(sayStep).join(' › ');
          return (
            <li key={`${change.change} ${where} ${JSON.stringify(change.path)}`}>
              <Tag color={colours[change.change]}>{t(change.change)}</Tag>
              <span>{where}</span>
              <span className="muted">{sayValues(change)}</span>
            </li>
          );
        })}
      </ul>
      {changes.length > most && <p className="muted">{t('more', { count: changes.length - most })}</p>}
    </>
  );
}
