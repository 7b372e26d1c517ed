import { readdirSync, readFileSync } from 'node:fs';
import { type ExpressionJson, type Form, parseDocument } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { conditionFieldsOf, figureFieldsOf } from './condition-fields.js';
import { printExpression } from './expression-print.js';
import { namesOf, withFigures } from './field-names.js';
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

const rules = new URL('../rules/', folder);
const ofRules = readdirSync(rules).flatMap((name) => {
  const rule = parseDocument('rule', JSON.parse(readFileSync(new URL(name, rules), 'utf8'))).document;
  const form = rule && forms.get(rule.form);
  if (!form || rule.condition === undefined) return [];
  const names = withFigures(namesOf(form, forms, 'en', true), rule.figures, form, forms, 'en');
  const fields = [...conditionFieldsOf(form, forms, true), ...figureFieldsOf(rule.figures, form, forms)];
  const known = knownFields(fields, names, (one) => printExpression(one, names));
  return [{ form, logic: rule.condition, kindOf: (path: string) => known(path)?.kind }];
});
cases.push(...ofRules);

describe('the conditions of the after-sales forms and rules', () => {
  it('can nearly all be put together by choosing', () => {
    const asCode = cases.filter(({ logic, kindOf }) => parseQuery(logic, kindOf) === null);
    expect(cases.length).toBeGreaterThan(50);
    // What remains compares the beginning of a text with an option, or conditions with one another.
    expect(asCode.length / cases.length).toBeLessThan(0.05);
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
