import type { Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useAsked } from '../../api/connectors.js';
import { useSettled } from '../../ui/use-settled.js';
import { pickedOf } from '../../widgets/picked.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';
import styles from './connectors.module.css';

interface AskProps {
  form: Form;
  values: Values;
  isOpen: (field: string) => boolean;
  onChange: (changes: Values) => void;
}

/** What other systems say of the record that is being filled in. They never hold it up. */
export function AskPanels(props: AskProps) {
  const { data } = useAppScope();
  return data.asks
    .filter(({ form }) => form === props.form.id)
    .map((ask) =>
      ask.rows === null ? (
        <AskPanel key={ask.id} ask={ask} {...props} />
      ) : (
        <RowPanels key={ask.id} ask={ask} table={ask.rows} {...props} />
      ),
    );
}

/** Once for each row of a sub-table; rows that ask the same are said once. */
function RowPanels({ ask, table, ...props }: AskProps & { ask: Ask; table: string }) {
  const rows = (Array.isArray(props.values[table]) ? props.values[table] : []) as readonly Values[];
  if (!props.isOpen(table)) return null;
  const prints = rows.map((row) => questionOf(ask, row));
  return rows
    .filter((_, index) => prints.indexOf(prints[index] ?? '') === index)
    .map((row) => {
      const print = questionOf(ask, row);
      const change = (changes: Values) =>
        props.onChange({
          [table]: rows.map((one) => (questionOf(ask, one) === print ? { ...one, ...changes } : one)),
        });
      return (
        <AskPanel
          key={print}
          {...props}
          ask={ask}
          about={pickedOf(row[ask.needs[0] ?? ''])?.title ?? undefined}
          values={row}
          isOpen={() => true}
          onChange={change}
        />
      );
    });
}

type Ask = ReturnType<typeof useAppScope>['data']['asks'][number];

function AskPanel({
  ask,
  about,
  values,
  isOpen,
  onChange,
}: AskProps & { ask: Ask; about?: string | undefined }) {
  const t = useWords(connectorWords);
  const text = useText();
  const scope = useAppScope();
  const print = useSettled(useMemo(() => questionOf(ask, values), [ask, values]));
  const { data, isFetching } = useAsked(scope.id, ask.id, print);
  if (print === '') return null;
  if (isFetching && !data) return <p className="muted">{t('asking', { name: text(ask.label) })}</p>;
  if (!data || (data.shown.length === 0 && data.problem === null)) return null;
  const given = Object.entries(data.values).filter(
    ([field, value]) => isOpen(field) && String(values[field] ?? '') !== String(value),
  );
  return (
    <p className={styles.asked} role="status">
      <span className="muted">{[text(ask.label), about].filter(Boolean).join(' · ')}</span>
      {data.problem && <span className={styles.problem}>{text(data.problem)}</span>}
      {data.shown.map(({ label, text: said }) => (
        <span key={said + text(label)}>
          {text(label)} <b>{said}</b>
        </span>
      ))}
      {given.length > 0 && (
        <Button size="small" onClick={() => onChange(Object.fromEntries(given))}>
          {t('take_over')}
        </Button>
      )}
    </p>
  );
}

/** The values that are asked with, as text; empty while one that is needed is missing. */
function questionOf({ needs }: Ask, values: Values): string {
  const asked = needs.map((field) => [field, plain(values[field])] as const);
  const isMissing = asked.some(([, value]) => value === null || value === undefined || value === '');
  return needs.length === 0 || isMissing ? '' : JSON.stringify(Object.fromEntries(asked));
}

/** Of a reference its id: that is how the server reads it. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (pickedOf(value)?.id ?? value)
    : value;
}
