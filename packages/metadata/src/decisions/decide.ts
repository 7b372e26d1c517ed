import {
  addDecimals,
  type Context,
  compareDecimal,
  evaluate,
  evaluateAs,
  type Issue,
  type Scope,
} from '@fieldwork/expression';
import type { DecisionTable, TableOutput, TableRow } from '../documents/decision-table.js';
import type { Form } from '../documents/form.js';
import { issue } from '../issue.js';
import { fitsCell } from './cell.js';
import { inputType, outputType, tableTypes } from './table-types.js';

/** What a table decides on: the record at hand, and inputs that are handed in by their ids. */
export interface TableFacts {
  forms: ReadonlyMap<string, Form>;
  values: Readonly<Record<string, unknown>>;
  given?: Readonly<Record<string, unknown>>;
}

export interface Decided {
  /** Outputs by id as wire values; null when no row matches and nothing stands in for it. */
  outcome: Record<string, unknown> | null;
  /** The ids of the rows that match and count. */
  matched: string[];
  /** What the inputs were. */
  explanation: { input: string; value: unknown }[];
  /** Why there is no outcome although rows match: several do where one may. */
  issue?: Issue;
}

/** Runs a decision table. Pure: the same facts give the same answer. */
export function decide(table: DecisionTable, facts: TableFacts, context: Context): Decided {
  const types = tableTypes(table, facts.forms);
  const scope: Scope = { types, values: facts.values, context };
  const inputs = table.inputs.map((input) => {
    const isGiven = facts.given !== undefined && Object.hasOwn(facts.given, input.id);
    const value =
      isGiven || input.expression === undefined
        ? (facts.given?.[input.id] ?? null)
        : evaluate(input.expression as never, scope);
    return { id: input.id, type: inputType(input, types) ?? { kind: 'null' as const }, value };
  });
  const explanation = inputs.map(({ id, value }) => ({ input: id, value }));
  const matches = (row: TableRow) =>
    inputs.every(({ id, type, value }) => fitsCell(row.when[id], value, type, context as never));
  const rows =
    table.hit.policy === 'first' ? table.rows.filter(matches).slice(0, 1) : table.rows.filter(matches);
  const matched = rows.map(({ id }) => id);
  if (table.hit.policy === 'unique' && rows.length > 1)
    return { outcome: null, matched, explanation, issue: severalMatch(table, rows) };
  const outcome = outcomeOf(table, rows, scope);
  return { outcome, matched, explanation };
}

function severalMatch(table: DecisionTable, rows: readonly TableRow[]): Issue {
  const numbers = rows.map((row) => table.rows.indexOf(row) + 1);
  return issue(
    ['rows'],
    'several_rows',
    `决策表“${table.id}”只允许一行命中，但第 ${numbers.join('、')} 行（${rows.map(({ id }) => id).join('、')}）同时命中`,
    `In the decision table “${table.id}” one row may match, but rows ${numbers.join(', ')} (${rows.map(({ id }) => id).join(', ')}) do`,
  );
}

function outcomeOf(
  table: DecisionTable,
  rows: readonly TableRow[],
  scope: Scope,
): Record<string, unknown> | null {
  const valuesOf = (written: TableRow['then'], output: TableOutput) => {
    const expression = written[output.id];
    return expression === undefined ? null : evaluateAs(expression as never, outputType(output), scope);
  };
  const { hit, otherwise } = table;
  const each = (value: (output: TableOutput) => unknown) =>
    Object.fromEntries(table.outputs.map((output) => [output.id, value(output)]));
  if (hit.policy === 'collect' && (rows.length > 0 || otherwise === undefined))
    return each((output) => {
      const found = rows.map((row) => valuesOf(row.then, output)).filter((value) => value !== null);
      return collect[hit.as](found);
    });
  const written = rows[0]?.then ?? otherwise;
  return written === undefined ? null : each((output) => valuesOf(written, output));
}

const collect = {
  list: (values: unknown[]) => values,
  count: (values: unknown[]) => String(values.length),
  sum: (values: unknown[]) => values.reduce<string>((sum, value) => addDecimals(sum, String(value)), '0'),
  min: (values: unknown[]) => extreme(values, -1),
  max: (values: unknown[]) => extreme(values, 1),
};

function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  return values.reduce<unknown>(
    (best, value) => (best === null || compareDecimal(String(value), String(best)) * sign > 0 ? value : best),
    null,
  );
}

/** What is wrong with the answers of a table to its own test rows: each with the place of the test. */
export function failedTests(
  table: DecisionTable,
  forms: ReadonlyMap<string, Form>,
  context: Context,
): Issue[] {
  return (table.tests ?? []).flatMap((test, index) => {
    const found = decide(table, { forms, values: {}, given: test.given as Record<string, unknown> }, context);
    return isExpected(table, found, test.expect) ? [] : [redTest(index)];
  });
}

function redTest(index: number): Issue {
  return issue(['tests', index], 'red_test', `第 ${index + 1} 个测试未通过`, `Test ${index + 1} is red`);
}

/** Whether a decision is what a test row expects; outputs that the test leaves out may be anything. */
export function isExpected(
  table: DecisionTable,
  { outcome, issue: failure }: Decided,
  expected: Readonly<Record<string, unknown>> | null,
): boolean {
  if (failure) return false;
  if (expected === null || outcome === null) return expected === outcome;
  return table.outputs.every(({ id, type }) => {
    if (!Object.hasOwn(expected, id)) return true;
    const [found, wanted] = [outcome[id] ?? null, expected[id] ?? null];
    const isNumber = type === 'number' || type === 'minutes' || table.hit.policy === 'collect';
    if (isNumber && isDecimal(found) && isDecimal(wanted))
      return compareDecimal(String(found), String(wanted)) === 0;
    return JSON.stringify(found) === JSON.stringify(wanted);
  });
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
}
