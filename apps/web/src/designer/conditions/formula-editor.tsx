import { check, evaluateAs, operators, type Type } from '@fieldwork/expression';
import { type ExpressionJson, localize } from '@fieldwork/metadata';
import { Input, Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useMemo, useRef, useState } from 'react';
import { useExpressionContext } from '../../api/app-scope.js';
import { useLocale, useWords } from '../../words/words.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';
import { printExpression } from './expression-print.js';
import { type FormulaMistake, readExpression } from './expression-read.js';
import type { Names } from './field-names.js';
import { columnWords, type PickedColumn } from './formula-insert.js';

interface FormulaEditorProps {
  names: Names;
  expected: Type | undefined;
  value: ExpressionJson | undefined;
  /** Called with what can be understood; `isValid` says whether it may be kept. */
  onChange: (value: ExpressionJson | undefined, isValid: boolean) => void;
  /** The field that the formula is for: it is not offered, since it cannot be made of itself. */
  own?: string | undefined;
  /** A record to try the formula on. */
  sample?: Readonly<Record<string, unknown>> | undefined;
}

/** A formula as text, names inserted by clicking, checked while it is typed. */
export function FormulaEditor({ names, expected, value, onChange, own, sample }: FormulaEditorProps) {
  const t = useWords(conditionWords);
  const locale = useLocale();
  const [text, setText] = useState(() => printExpression(value, names));
  const [mistake, setMistake] = useState<FormulaMistake | null>(null);
  const area = useRef<TextAreaRef>(null);
  const issues = useMemo(
    () => (value === undefined ? [] : check(value, names.types, expected).issues),
    [value, names, expected],
  );
  const take = (next: string) => {
    setText(next);
    const read = readExpression(next, names);
    setMistake('mistake' in read ? read.mistake : null);
    if ('mistake' in read) onChange(value, false);
    else onChange(read.expression, isInOrder(read.expression, names, expected));
  };
  const insert = (given: string | PickedColumn, back = 0) => {
    const input = area.current?.resizableTextArea?.textArea;
    const at = input?.selectionStart ?? text.length;
    const words = typeof given === 'string' ? given : columnWords(text.slice(0, at), given, names);
    take(text.slice(0, at) + words + text.slice(input?.selectionEnd ?? at));
    const caret = at + words.length - back;
    setTimeout(() => {
      input?.focus();
      input?.setSelectionRange(caret, caret);
    }, 0);
  };
  const said = mistake
    ? t(mistake.code, { word: mistake.word })
    : issues[0] && localize(issues[0].message, locale);
  return (
    <div className={styles.formula}>
      <div className={styles.editor}>
        <Input.TextArea
          ref={area}
          autoFocus
          aria-label={t('formula')}
          rows={8}
          value={text}
          placeholder={t('formula_hint')}
          status={said ? 'error' : ''}
          spellCheck={false}
          className={styles.code ?? ''}
          onChange={(event) => take(event.target.value)}
        />
        <div className={styles.verdict} role="status">
          {said ? (
            <span className={styles.mistake}>{said}</span>
          ) : (
            <>
              <span className={styles.fine}>{value === undefined ? '' : t('in_order')}</span>
              {value !== undefined && (
                <Sample names={names} expected={expected} value={value} sample={sample} />
              )}
            </>
          )}
        </div>
      </div>
      <NameList names={names} own={own} onInsert={insert} />
    </div>
  );
}

export function isInOrder(
  value: ExpressionJson | undefined,
  names: Names,
  expected: Type | undefined,
): boolean {
  return value === undefined || check(value, names.types, expected).issues.length === 0;
}

const examples: Record<string, unknown> = { number: '3', text: 'ABC', boolean: true };

/** What the formula gives for a record: one that is there, else one with plain values in its fields. */
function Sample({
  names,
  expected,
  value,
  sample,
}: {
  names: Names;
  expected: Type | undefined;
  value: ExpressionJson;
  sample: Readonly<Record<string, unknown>> | undefined;
}) {
  const t = useWords(conditionWords);
  const contextOf = useExpressionContext();
  const result = useMemo(() => {
    const context = contextOf();
    const made = Object.fromEntries(
      Object.entries(names.types).map(([path, type]) => [path, exampleOf(type, context.now)]),
    );
    try {
      const scope = { types: names.types, values: sample ?? made, context };
      return evaluateAs(value, expected ?? { kind: 'text' }, scope);
    } catch {
      return null;
    }
  }, [names, expected, value, sample, contextOf]);
  const shown =
    result === null
      ? t('sample_empty')
      : typeof result === 'object'
        ? JSON.stringify(result)
        : String(result);
  return (
    <span className="muted">
      {t('sample')}: <strong className="figures">{shown}</strong>
    </span>
  );
}

function exampleOf(type: Type, now: string): unknown {
  if (type.kind === 'date') return now.slice(0, 10);
  if (type.kind === 'datetime') return now;
  if (type.kind === 'choice') return type.options[0] ?? null;
  if (type.kind === 'rows') {
    const row = Object.entries(type.members).map(([path, inner]) => [path, exampleOf(inner, now)]);
    return [Object.fromEntries(row), Object.fromEntries(row)];
  }
  return examples[type.kind] ?? null;
}

/** Fields and functions to put into the formula. */
function NameList({
  names,
  own,
  onInsert,
}: {
  names: Names;
  own: string | undefined;
  onInsert: (given: string | PickedColumn, back?: number) => void;
}) {
  const t = useWords(conditionWords);
  const locale = useLocale();
  const [tab, setTab] = useState<'fields' | 'functions'>('fields');
  const [search, setSearch] = useState('');
  const isWanted = (words: string) => words.toLowerCase().includes(search.trim().toLowerCase());
  const fields = [...names.words].filter(
    ([path, word]) => path !== own && (isWanted(word) || isWanted(path)),
  );
  const functions = Object.entries(operators).filter(
    ([name, one]) => /^[a-zA-Z]/.test(name) && (isWanted(name) || isWanted(localize(one.label, locale))),
  );
  return (
    <div className={styles.names}>
      <div className={styles.editor}>
        <Segmented
          size="small"
          block
          value={tab}
          onChange={setTab}
          options={[
            { value: 'fields' as const, label: t('field') },
            { value: 'functions' as const, label: t('insert_function') },
          ]}
        />
        <Input
          size="small"
          allowClear
          aria-label={t('find_field')}
          placeholder={t('find_field')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <div className={styles.nameList}>
        {tab === 'fields'
          ? fields.map(([path, word]) => (
              <button
                key={path}
                type="button"
                title={t('insert_field')}
                onClick={() => onInsert(`[${word}]`)}
              >
                {word}
              </button>
            ))
          : functions.map(([name, one]) => (
              <button
                key={name}
                type="button"
                title={localize(one.summary, locale)}
                onClick={() => onInsert(`${name}()`, 1)}
              >
                {name} <small>{localize(one.label, locale)}</small>
              </button>
            ))}
        {tab === 'fields' &&
          [...names.rows].flatMap(([row, inner]) =>
            [...inner.words]
              .filter(([, word]) => isWanted(word))
              .map(([path, word]) => (
                <button key={`${row} ${path}`} type="button" onClick={() => onInsert({ row, column: path })}>
                  {word} <small>{names.words.get(row)}</small>
                </button>
              )),
          )}
      </div>
    </div>
  );
}
