import { ExpressionError, evaluate, evaluateAs } from '@fieldwork/expression';
import { decide } from '../decisions/decide.js';
import { inputType, tableTypes } from '../decisions/table-types.js';
import type { Action } from '../documents/effects.js';
import { fieldOf } from '../form-types.js';
import { issue } from '../issue.js';
import type { Facts } from './effect.js';
import { effectTypes } from './effect-types.js';

type Decide = Pick<Extract<Action, { type: 'decide' }>, 'table' | 'given' | 'set'>;

/**
 * The values that a decision table gives the fields of the record at hand; empty where no row matches.
 * @throws ExpressionError when the table is gone, or several of its rows match where one may
 */
export function decidedValues(action: Decide, facts: Facts): Record<string, unknown> {
  const { form, forms, values, context, tables } = facts;
  const table = tables?.get(action.table);
  if (!table)
    throw new ExpressionError([
      issue(
        [],
        'missing_reference',
        `没有决策表：${action.table}`,
        `There is no decision table “${action.table}”`,
      ),
    ]);
  const scope = { types: effectTypes(form, forms, facts.figures), values, old: facts.old ?? values, context };
  const inner = tableTypes(table, forms);
  const given = Object.fromEntries(
    (action.given ?? []).map(({ input: id, value }) => {
      const input = table.inputs.find((one) => one.id === id);
      const type = input && inputType(input, inner);
      return [id, type ? evaluateAs(value as never, type, scope) : evaluate(value as never, scope)];
    }),
  );
  const { outcome, issue: failure } = decide(table, { forms, values, given }, context);
  if (failure) throw new ExpressionError([failure]);
  return Object.fromEntries(
    action.set.map(({ field, output }) => [
      field,
      fitted(outcome?.[output] ?? null, fieldOf(form, field)?.options),
    ]),
  );
}

/** Options that the field does not have (any more) are not written. */
function fitted(value: unknown, options: readonly { id: string }[] | undefined): unknown {
  return options && !options.some(({ id }) => id === value) ? null : value;
}
