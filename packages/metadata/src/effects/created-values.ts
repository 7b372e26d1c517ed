import { evaluateAs, evaluateCondition, type Scope } from '@fieldwork/expression';
import type { Action, Assignments } from '../documents/effects.js';
import type { Field } from '../documents/field.js';
import type { Form } from '../documents/form.js';
import { fieldOf, fieldsTypes } from '../form-types.js';
import { assignedValues } from './assigned-values.js';
import type { Facts } from './effect.js';
import { rowsIn, rowTypes } from './row-values.js';

type Create = Omit<Extract<Action, { type: 'create' }>, 'type'>;

/** The values of each record that an action makes: one, or one per row of the sub-table `each`. */
export function createdValues(
  { set, each, when, rows = [] }: Omit<Create, 'form'>,
  target: Form,
  facts: Facts,
  scope: Scope,
): Record<string, unknown>[] {
  const all = each === undefined ? [scope] : rowScopes(facts, each, scope);
  const isWanted = (one: Scope) => evaluateCondition(when as never, one);
  const scopes = each === undefined || when === undefined ? all : all.filter(isWanted);
  return scopes.map((one) => {
    const values = assignedValues(set, target, facts.forms, one);
    for (const { field, from, set: columns } of rows) {
      const own = fieldOf(target, field);
      if (own?.fields) {
        const scopesOfRows = from === undefined ? [one] : rowScopes(facts, from, one);
        const made = scopesOfRows.map((row) => rowValues(columns, own, row));
        values[field] = [...((values[field] as unknown[] | undefined) ?? []), ...made];
      }
    }
    return values;
  });
}

function rowScopes({ form, forms, values }: Facts, id: string, scope: Scope): Scope[] {
  const found = rowsIn(form, id, values);
  if (!found) return [];
  const types = { ...scope.types, ...rowTypes(found.field, forms) };
  return found.rows.map((row) => ({ ...scope, types, values: { ...scope.values, row } }));
}

function rowValues(set: Assignments, target: Field, scope: Scope): Record<string, unknown> {
  const types = fieldsTypes(target.fields ?? []);
  return Object.fromEntries(
    set.flatMap(({ field, value }) => {
      const type = types[field];
      return type ? [[field, evaluateAs(value as never, type, scope)]] : [];
    }),
  );
}
