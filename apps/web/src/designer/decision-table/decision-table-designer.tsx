import { PlusOutlined } from '@ant-design/icons';
import { collectModes, type DecisionTable, type ExpressionJson } from '@fieldwork/metadata';
import { analyseTable, type TableFinding } from '@fieldwork/rule-engine';
import { App, Button, Select } from 'antd';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { printCell, printValue, readCell, readValue } from './cell-text.js';
import { ColumnsEditor } from './columns-editor.js';
import styles from './decision-table.module.css';
import { newRow } from './table-edit.js';
import { TableGrid } from './table-grid.js';
import { tableWords } from './table-words.js';
import { TestsEditor, TryOut } from './tests-editor.js';
import { type TableColumn, useColumns } from './use-columns.js';

/** Designs a decision table: a spreadsheet of conditions and outputs that says where it is not in order. */
export function DecisionTableDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('decision_table', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'decision_table'>; reload: () => void }) {
  const t = useWords(tableWords);
  const d = useWords(designerWords);
  const text = useText();
  const { message } = App.useApp();
  const { forms } = useAppScope();
  const { document: table } = useDraftView(store);
  const problems = useProblems('decision_table', table);
  const { ground } = useGround(table.form ?? '');
  const columns = useColumns(table, forms);
  const findings = useMemo(
    () => (problems.length > 0 ? [] : analyseTable(table, forms)),
    [table, forms, problems],
  );
  const say = useFindingWords(table, columns);
  const replace = (next: DecisionTable) => store.change(() => next, 'table');
  const write = (from: number, first: number, texts: readonly (readonly string[])[]): boolean => {
    const { table: next, bad } = written(table, columns, from, first, texts);
    if (bad !== null) message.error(t('bad_cell', { text: bad }));
    replace(next);
    return bad === null;
  };
  const hits = ['unique', 'first', ...collectModes.map((mode) => `collect_${mode}` as const)] as const;
  const hit = table.hit.policy === 'collect' ? (`collect_${table.hit.as}` as const) : table.hit.policy;
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet className={styles.sheet}>
        <div className={styles.columns}>
          <TextSetting
            label={d('name')}
            value={table.label}
            isRequired
            onChange={(label) => replace({ ...table, label: label ?? ' ' })}
          />
          <Setting label={t('form')}>
            <Select
              aria-label={t('form')}
              value={table.form ?? ''}
              onChange={(form) => {
                const { form: _, ...rest } = table;
                replace(form === '' ? rest : { ...rest, form });
              }}
              options={[
                { value: '', label: t('no_form') },
                ...[...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) })),
              ]}
            />
          </Setting>
          <Setting label={t('hit')}>
            <Select
              aria-label={t('hit')}
              value={hit}
              onChange={(next) => replace({ ...table, hit: hitOf(next) })}
              options={hits.map((value) => ({ value, label: t(value) }))}
            />
          </Setting>
        </div>
        <h2 data-part="rows">{t('rows')}</h2>
        <p className="muted">{t('grid_hint')}</p>
        <TableGrid
          columns={columns.map(({ id, label, kind, options }) => ({
            id,
            label,
            kind,
            suggestions: options.map(({ name }) => name),
          }))}
          rows={table.rows.map((row) => ({
            id: row.id,
            cells: columns.map((column) =>
              column.kind === 'input'
                ? printCell(row.when[column.id], column)
                : printValue(row.then[column.id], column),
            ),
            problems: findings.filter(({ rows }) => rows.includes(row.id)).map(say),
          }))}
          onWrite={write}
          onRemove={(index) => replace({ ...table, rows: table.rows.toSpliced(index, 1) })}
          onMoveUp={(index) =>
            replace({
              ...table,
              rows: table.rows
                .toSpliced(index, 1)
                .toSpliced(index - 1, 0, ...table.rows.slice(index, index + 1)),
            })
          }
        />
        <Button
          icon={<PlusOutlined />}
          style={{ marginTop: 8 }}
          onClick={() => replace({ ...table, rows: [...table.rows, newRow(table)] })}
        >
          {t('add_row')}
        </Button>
        <h2>{t('findings')}</h2>
        {findings.length === 0 && problems.length === 0 && <p className={styles.green}>{t('in_order')}</p>}
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <li key={say(finding)}>{say(finding)}</li>
          ))}
        </ul>
        <h2>{t('try_out')}</h2>
        <TryOut table={table} columns={columns} />
        <h2 data-part="tests">{t('tests')}</h2>
        <TestsEditor
          table={table}
          columns={columns}
          onChange={(tests) => {
            const { tests: _, ...rest } = table;
            replace(tests ? { ...rest, tests } : rest);
          }}
        />
        <h2 data-part="inputs">{t('inputs')}</h2>
        <ColumnsEditor
          side="inputs"
          table={table}
          ground={table.form === undefined ? null : ground}
          onChange={replace}
        />
        <h2 data-part="outputs">{t('outputs')}</h2>
        <ColumnsEditor side="outputs" table={table} ground={null} onChange={replace} />
      </Sheet>
    </DesignerShell>
  );
}

function hitOf(written: string): DecisionTable['hit'] {
  const as = collectModes.find((mode) => written === `collect_${mode}`);
  if (as) return { policy: 'collect', as };
  return { policy: written === 'first' ? 'first' : 'unique' };
}

/** The table with texts written into it from a place on; `bad`: the first one that could not be read. */
function written(
  table: DecisionTable,
  columns: readonly TableColumn[],
  from: number,
  first: number,
  texts: readonly (readonly string[])[],
): { table: DecisionTable; bad: string | null } {
  let bad: string | null = null;
  let next = table;
  texts.forEach((cells, down) => {
    const row = next.rows[from + down] ?? newRow(next);
    const when = { ...row.when };
    const then: Record<string, ExpressionJson> = { ...row.then };
    cells.forEach((text, right) => {
      const column = columns[first + right];
      if (!column) return;
      if (column.kind === 'input') {
        const cell = readCell(text, column);
        if (cell === null) bad ??= text;
        else if (cell === undefined) delete when[column.id];
        else when[column.id] = cell;
      } else {
        const value = text.startsWith('ƒ') ? (row.then[column.id] ?? null) : readValue(text, column);
        if (value === null && text.trim() !== '') bad ??= text;
        else if (value === null) delete then[column.id];
        else then[column.id] = value;
      }
    });
    const rows = [...next.rows];
    rows[Math.min(from + down, rows.length)] = { ...row, when, then };
    next = { ...next, rows };
  });
  return { table: next, bad };
}

function useFindingWords(
  table: DecisionTable,
  columns: readonly TableColumn[],
): (finding: TableFinding) => string {
  const t = useWords(tableWords);
  const v = useWords(verbs);
  return ({ kind, rows, example, isCertain }) => {
    const numbers = rows.map((id) => table.rows.findIndex((row) => row.id === id) + 1).join(v('comma'));
    const inputs = columns.filter((column) => column.kind === 'input');
    const shown =
      example &&
      inputs
        .map((column) => `${column.label} ${printValue(example[column.id], column) || t('empty')}`)
        .join(v('comma'));
    return t(kind, { rows: numbers, example: shown ?? '' }) + (isCertain ? '' : t('possibly'));
  };
}
