import type { Context, Issue, Type } from '@fieldwork/expression';
import { comparedOf } from '../decisions/cell.js';
import { failedTests } from '../decisions/decide.js';
import { inputType, outputType, tableTypes } from '../decisions/table-types.js';
import type { Cell, DecisionTable } from '../documents/decision-table.js';
import type { AppDocuments } from '../documents/kinds.js';
import { issue, type Path } from '../issue.js';
import { checkCondition, checkExpression, checkTwice, missing } from './checking.js';

/** Test rows look at no clock and no person. */
const stillContext: Context = {
  now: '2026-01-01T00:00:00.000Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};

export function checkDecisionTable(table: DecisionTable, documents: AppDocuments): Issue[] {
  if (table.form !== undefined && !documents.forms.has(table.form))
    return [missing(['form'], '表单', 'form', table.form)];
  const types = tableTypes(table, documents.forms);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const issues = [
    ...checkTwice(ids(table.inputs), ['inputs']),
    ...checkTwice(ids(table.outputs), ['outputs']),
    ...checkTwice(ids(table.rows), ['rows']),
    ...table.inputs.flatMap((input, index): Issue[] => {
      if (input.expression !== undefined)
        return checkExpression(input.expression, types, ['inputs', index, 'expression']);
      return input.type === undefined
        ? [
            issue(
              ['inputs', index],
              'no_source',
              '请为条件列选择字段或类型',
              'Choose a field or a type for this column',
            ),
          ]
        : [];
    }),
    ...checkCollect(table),
    ...checkThen(table, table.otherwise, types, ['otherwise']),
  ];
  const byInput = new Map(table.inputs.map((input) => [input.id, inputType(input, types)]));
  table.rows.forEach(({ when, then }, index) => {
    for (const [input, cell] of Object.entries(when)) {
      const path: Path = ['rows', index, 'when', input];
      const type = byInput.get(input);
      if (type === undefined) issues.push(missing(path, '条件列', 'input', input));
      else if (type) issues.push(...checkCell(cell, type, path));
    }
    issues.push(...checkThen(table, then, types, ['rows', index, 'then']));
  });
  return issues.length > 0 ? issues : failedTests(table, documents.forms, stillContext);
}

function checkThen(
  table: DecisionTable,
  then: DecisionTable['otherwise'],
  types: ReturnType<typeof tableTypes>,
  path: Path,
): Issue[] {
  return Object.entries(then ?? {}).flatMap(([id, expression]) => {
    const output = table.outputs.find((one) => one.id === id);
    if (!output) return [missing([...path, id], '结果列', 'output', id)];
    return checkExpression(expression, types, [...path, id], outputType(output));
  });
}

function checkCollect({ hit, outputs }: DecisionTable): Issue[] {
  if (hit.policy !== 'collect' || !['sum', 'min', 'max'].includes(hit.as)) return [];
  return outputs.flatMap(({ type }, index) =>
    type === 'number' || type === 'minutes'
      ? []
      : [
          issue(
            ['outputs', index],
            'not_a_number',
            '汇总的结果列应是数字',
            'Only numbers can be summed up or compared',
          ),
        ],
  );
}

const ordered: readonly Type['kind'][] = ['number', 'date', 'datetime', 'text'];

function checkCell(cell: Cell, type: Type, path: Path): Issue[] {
  if (cell.is === 'expression') return checkCondition(cell.expression, { value: type }, path);
  if (cell.is === 'empty' || cell.is === 'not_empty') return [];
  if (!('values' in cell) && !ordered.includes(type.kind))
    return [issue(path, 'no_order', '这种值没有大小之分', 'Values of this type have no order')];
  const values = 'values' in cell ? cell.values : 'from' in cell ? [cell.from, cell.to] : [cell.value];
  return values.flatMap((value) =>
    isOfType(value, type)
      ? []
      : [
          issue(
            path,
            'bad_value',
            `“${String(value)}”不能作为这一列的值`,
            `“${String(value)}” is no value of this column`,
          ),
        ],
  );
}

const looks: Partial<Record<Type['kind'], RegExp>> = {
  number: /^-?\d{1,30}(\.\d{1,12})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/,
};

function isOfType(value: string | number | boolean, type: Type): boolean {
  if (type.kind === 'boolean') return typeof value === 'boolean';
  if (typeof value === 'boolean') return false;
  if (type.kind === 'choice') return type.options.includes(String(value));
  const look = looks[type.kind];
  return (look?.test(String(value)) ?? true) && comparedOf(value, type) !== null;
}
