import { PlusOutlined } from '@ant-design/icons';
import { type DecisionTable, decide, isExpected, type TableTest } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { printValue, readValue } from './cell-text.js';
import styles from './decision-table.module.css';
import { TableGrid } from './table-grid.js';
import { tableWords } from './table-words.js';
import type { TableColumn } from './use-columns.js';

interface TestsProps {
  table: DecisionTable;
  columns: readonly TableColumn[];
  onChange: (tests: TableTest[] | undefined) => void;
}

function useDecision(table: DecisionTable) {
  const context = useExpressionContext();
  const { forms } = useAppScope();
  return (given: Record<string, unknown>) => {
    try {
      return decide(table, { forms, values: {}, given }, context());
    } catch {
      // A formula that is not in order is among the problems already.
      return null;
    }
  };
}

/** Test rows: what is given, what is expected, and whether the table says so now. */
export function TestsEditor({ table, columns, onChange }: TestsProps) {
  const t = useWords(tableWords);
  const decideOn = useDecision(table);
  const say = useOutcomeWords(table, columns);
  const tests = table.tests ?? [];
  const cellsOf = (test: TableTest) =>
    columns.map((column) =>
      printValue(column.kind === 'input' ? test.given[column.id] : test.expect?.[column.id], column),
    );
  const results = tests.map((test) => {
    const given = test.given as Record<string, unknown>;
    const found = decideOn(given);
    const isGreen = found !== null && isExpected(table, found, test.expect as Record<string, unknown> | null);
    return { isGreen, words: found ? say(found) : '—' };
  });
  const write = (from: number, first: number, texts: readonly (readonly string[])[]) => {
    const next = [...tests];
    texts.forEach((cells, down) => {
      const before = next[from + down] ?? { given: {}, expect: {} };
      const given: Record<string, unknown> = { ...before.given };
      const expected: Record<string, unknown> = { ...before.expect };
      cells.forEach((text, right) => {
        const column = columns[first + right];
        if (!column) return;
        const target = column.kind === 'input' ? given : expected;
        const value = readValue(text, column);
        if (value === null) delete target[column.id];
        else target[column.id] = value;
      });
      const expect = Object.keys(expected).length > 0 ? expected : null;
      next[from + down] = { ...before, given, expect } as TableTest;
    });
    onChange(next);
    return true;
  };
  return (
    <>
      {tests.length > 0 && (
        <TableGrid
          columns={columns.map(({ id, label, kind, options }) => ({
            id,
            kind,
            label: kind === 'output' ? `${t('expected')} ${label}` : label,
            suggestions: options.map(({ name }) => name),
          }))}
          rows={tests.map((test, index) => ({
            id: String(index),
            cells: cellsOf(test),
            problems: results[index]?.isGreen ? [] : [t('red', { found: results[index]?.words ?? '' })],
          }))}
          onWrite={write}
          onRemove={(index) => onChange(tests.length === 1 ? undefined : tests.toSpliced(index, 1))}
          onMoveUp={(index) =>
            onChange(tests.toSpliced(index, 1).toSpliced(index - 1, 0, tests[index] as TableTest))
          }
        />
      )}
      <ol className={styles.findings}>
        {results.map(({ isGreen, words }, index) => (
          <li key={index} className={isGreen ? styles.green : styles.red}>
            {isGreen ? t('green') : t('red', { found: words })}
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined />} onClick={() => onChange([...tests, { given: {}, expect: null }])}>
        {t('add_test')}
      </Button>
    </>
  );
}

/** One line to try the table with. */
export function TryOut({ table, columns }: Omit<TestsProps, 'onChange'>) {
  const t = useWords(tableWords);
  const decideOn = useDecision(table);
  const say = useOutcomeWords(table, columns);
  const [texts, setTexts] = useState<Record<string, string>>({});
  const inputs = columns.filter(({ kind }) => kind === 'input');
  const given = Object.fromEntries(
    inputs.map((column) => [column.id, readValue(texts[column.id] ?? '', column)]),
  );
  const found = decideOn(given);
  return (
    <>
      <div className={styles.columns}>
        {inputs.map(({ id, label, options }) => (
          <label key={id} htmlFor={`try-input-${id}`}>
            <span className="muted">{label}</span>
            <Input
              value={texts[id] ?? ''}
              id={`try-input-${id}`}
              list={`try-${id}`}
              onChange={({ target }) => setTexts({ ...texts, [id]: target.value })}
            />
            <datalist id={`try-${id}`}>
              {options.map(({ id: option, name }) => (
                <option key={option} value={name} />
              ))}
            </datalist>
          </label>
        ))}
      </div>
      <p role="status">
        <b>{t('result')}</b> {found ? say(found) : '—'}
      </p>
    </>
  );
}

function useOutcomeWords(table: DecisionTable, columns: readonly TableColumn[]) {
  const t = useWords(tableWords);
  const v = useWords(verbs);
  return ({ outcome, matched, issue }: ReturnType<typeof decide>): string => {
    const rows = matched.map((id) => table.rows.findIndex((row) => row.id === id) + 1).join(v('comma'));
    if (issue) return t('overlap', { rows, example: '' });
    if (!outcome) return t('nothing_matches');
    const outputs = columns.filter(({ kind }) => kind === 'output');
    const words = outputs.map(
      (column) => `${column.label} ${printValue(outcome[column.id], column) || t('empty')}`,
    );
    return `${words.join(' · ')}${rows ? ` — ${t('matched', { rows })}` : ''}`;
  };
}
