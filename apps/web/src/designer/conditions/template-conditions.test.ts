import { readdirSync, readFileSync } from 'node:fs';
import { type ExpressionJson, type Form, parseDocument } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { conditionFieldsOf } from './condition-fields.js';
import { printExpression } from './expression-print.js';
import { namesOf } from './field-names.js';
import { knownFields } from './known-fields.js';
import { parseQuery, queryLogic } from './query-logic.js';

const folder = new URL('../../../../../templates/after-sales/forms/', import.meta.url);
const forms = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => parseDocument('form', JSON.parse(readFileSync(new URL(name, folder), 'utf8'))).document)
    .filter((form): form is Form => form !== null)
    .map((form) => [form.id, form]),
);

function conditionsOf(form: Form): ExpressionJson[] {
  const isCondition = (one: unknown): one is ExpressionJson => typeof one === 'object' && one !== null;
  return [
    ...form.fields.flatMap(({ visible, required, readOnly, validate }) => [
      visible,
      required,
      readOnly,
      ...(validate ?? []).map(({ check }) => check),
    ]),
    ...(form.views ?? []).map(({ filter }) => filter),
    ...(form.conversions ?? []).map(({ when }) => when),
    form.duplicates?.filter,
  ].filter(isCondition);
}

const cases = [...forms.values()].flatMap((form) => {
  const names = namesOf(form, forms, 'en');
  const known = knownFields(conditionFieldsOf(form, forms), names, (one) => printExpression(one, names));
  return conditionsOf(form).map((logic) => ({ form, logic, kindOf: (path: string) => known(path)?.kind }));
});

describe('the conditions of the after-sales forms', () => {
  it('can all be put together by choosing, but one', () => {
    const asCode = cases.filter(({ logic, kindOf }) => parseQuery(logic, kindOf) === null);
    expect(cases.length).toBeGreaterThan(50);
    // A code that begins with the id of an option: said as a formula.
    expect(asCode.map(({ logic }) => logic)).toEqual([
      { startsWith: [{ var: 'fault_code' }, { var: 'fault_category' }] },
    ]);
  });

  it('say the same after they were opened in the builder, and opened again', () => {
    for (const { logic, kindOf } of cases) {
      const query = parseQuery(logic, kindOf);
      if (!query) continue;
      const written = queryLogic(query, kindOf);
      expect(written).toBeDefined();
      expect(parseQuery(written, kindOf)).toEqual(query);
    }
  });
});
