import { fits, type Issue, type Types } from '@fieldwork/expression';
import { inputType, outputType, tableTypes } from '../decisions/table-types.js';
import type { Action } from '../documents/effects.js';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import { fieldTypeOf } from '../field-types/registry.js';
import { fieldOf } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { checkExpression, missing } from './checking.js';

type Decide = Pick<Extract<Action, { type: 'decide' }>, 'table' | 'given' | 'set'>;

/** A table that is run over a record, and the fields its outputs go to. */
export function checkDecide(
  action: Decide,
  { form, types, documents, path }: { form: Form; types: Types; documents: AppDocuments; path: Path },
): Issue[] {
  const table = documents.decision_tables.get(action.table);
  if (!table) return [missing([...path, 'table'], '决策表', 'decision table', action.table)];
  const inner = tableTypes(table, documents.forms);
  const isOther = table.form !== undefined && table.form !== form.id;
  const issues = (action.given ?? []).flatMap(({ input: id, value }, index) => {
    const input = table.inputs.find((one) => one.id === id);
    if (!input) return [missing([...path, 'given', index, 'input'], '条件列', 'input', id)];
    return checkExpression(
      value,
      types,
      [...path, 'given', index, 'value'],
      inputType(input, inner) ?? undefined,
    );
  });
  for (const input of table.inputs)
    if ((input.expression === undefined || isOther) && !action.given?.some((one) => one.input === input.id))
      issues.push(
        issue(
          [...path, 'given'],
          'not_given',
          `决策表的条件“${input.id}”没有取值`,
          `The input “${input.id}” of the table is not given`,
        ),
      );
  action.set.forEach(({ field: id, output: name }, index) => {
    const at = [...path, 'set', index];
    const output = table.outputs.find((one) => one.id === name);
    const field = fieldOf(form, id);
    if (!output) issues.push(missing([...at, 'output'], '结果列', 'output', name));
    if (!field) issues.push(missing([...at, 'field'], '字段', 'field', id));
    if (!output || !field) return;
    const definition = fieldTypeOf(field);
    const type = definition.type(field);
    const given = outputType(output);
    const isFit = type !== null && (fits(given, type) || (type.kind === 'choice' && given.kind === 'text'));
    if (definition.generated || field.fields || !isFit)
      issues.push(
        issue(
          [...at, 'field'],
          'not_writable',
          `字段 ${id} 不能保存结果 ${name}`,
          `“${id}” cannot hold the output “${name}”`,
        ),
      );
  });
  return issues;
}
