import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  check,
  compileToSql,
  type Expression,
  ExpressionError,
  evaluate,
  evaluateCondition,
  limits,
  type Types,
} from './index.js';

interface Refusal {
  readonly name: string;
  readonly expression: Expression;
  readonly issues: readonly string[];
  readonly says?: string;
}

const refusals: Refusal[] = JSON.parse(
  readFileSync(new URL('./fixtures/refusals.json', import.meta.url), 'utf8'),
);

const types: Types = {
  title: { kind: 'text' },
  amount: { kind: 'number' },
  is_open: { kind: 'boolean' },
  due: { kind: 'date' },
  created: { kind: 'datetime' },
  status: { kind: 'choice', options: ['open', 'closed'] },
  customer: { kind: 'reference', form: 'customer' },
  parts: { kind: 'rows', members: { quantity: { kind: 'number' } } },
  'old.status': { kind: 'choice', options: ['open', 'closed'] },
};
const context = {
  now: '2026-03-01T00:00:00Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};

function nested(depth: number): Expression {
  let expression: Expression = true;
  for (let level = 0; level < depth; level++) expression = { '!': [expression] };
  return expression;
}

describe('check refuses', () => {
  it.each(refusals.map((refusal) => [refusal.name, refusal] as const))(
    '%s',
    (_name, { expression, issues, says }) => {
      const found = check(expression, types).issues;
      expect(found.map(({ path, code }) => `/${path.join('/')} ${code}`)).toEqual(issues);
      for (const { message } of found) {
        expect(message['zh-CN']).not.toMatch(/\{\w+\}/);
        expect(message.en).not.toMatch(/\{\w+\}/);
      }
      if (says) expect(found[0]!.message.en).toContain(says);
    },
  );

  it('an unknown option, with the options there are, as people call them and as formulas write them', () => {
    const words = [{ id: 'open', label: { 'zh-CN': '未结', en: 'Open' } }];
    const named: Types = { status: { kind: 'choice', options: ['open', 'closed'], words } };
    const [found] = check({ '==': [{ var: 'status' }, 'somewhere'] }, named).issues;
    expect(found?.message).toEqual({
      'zh-CN': '没有选项“somewhere”；选项有：未结 "open"、"closed"',
      en: 'There is no option "somewhere"; the options are: Open "open", "closed"',
    });
  });

  it('another result than the one wanted', () => {
    const { type, issues } = check({ var: 'title' }, types, { kind: 'number' });
    expect(type).toEqual({ kind: 'text' });
    expect(issues.map(({ code }) => code)).toEqual(['unexpected_result']);
  });

  it('too deep an expression at once, however deep it is', () => {
    for (const depth of [limits.depth + 1, 5000]) {
      expect(check(nested(depth), types).issues.map(({ code }) => code)).toEqual(['too_deep']);
    }
    expect(check(nested(limits.depth), types).issues).toEqual([]);
  });

  it('too large an expression with one issue', () => {
    const many = {
      or: Array.from({ length: 3 }, () => ({ in: ['a', Array.from({ length: 900 }, () => 'a')] })),
    };
    expect(check(many, types).issues.map(({ code }) => code)).toEqual(['too_large']);
  });

  it('too long a list', () => {
    const long = { in: [{ var: 'title' }, Array.from({ length: limits.listItems + 1 }, () => 'a')] };
    expect(check(long, types).issues.map(({ code }) => code)).toEqual(['list_too_long']);
  });

  it('a product whose digits could grow beyond the bound', () => {
    const product = { '*': Array.from({ length: 13 }, () => ({ var: 'amount' })) };
    expect(check(product, types).issues.map(({ code }) => code)).toEqual(['number_too_large']);
  });
});

describe('check reads literals by what they meet', () => {
  it.each<[string, Expression]>([
    ['a date', { '==': ['2026-02-28', { var: 'due' }] }],
    ['a decimal', { '>': [{ var: 'amount' }, '0.10'] }],
    [
      'an option inside a choice between literals',
      { '==': [{ var: 'status' }, { if: [{ var: 'is_open' }, 'open', 'closed'] }] },
    ],
    ['the value before the change', { '!=': [{ var: 'status' }, { var: 'old.status' }] }],
  ])('%s', (_name, expression) => {
    expect(check(expression, types)).toEqual({ type: { kind: 'boolean' }, issues: [] });
  });

  it('and the wanted result', () => {
    const expression = { if: [{ var: 'is_open' }, '2026-02-28'] };
    expect(check(expression, types, { kind: 'date' })).toEqual({ type: { kind: 'date' }, issues: [] });
  });
});

describe('evaluate', () => {
  const run = (expression: Expression, values: Record<string, unknown>, old?: Record<string, unknown>) => {
    return evaluate(expression, { types, values, old, context });
  };

  it('takes an unknown field as empty', () => {
    expect(run({ isEmpty: { var: 'gone' } }, { gone: 'still there' })).toBe(true);
    expect(
      run({ or: [{ '==': [{ var: 'gone' }, 1] }, { '==': [{ var: 'title' }, 'a'] }] }, { title: 'a' }),
    ).toBe(true);
  });

  it('compares with the values before the change', () => {
    const changed = { '!=': [{ var: 'status' }, { var: 'old.status' }] };
    expect(run(changed, { status: 'closed' }, { status: 'open' })).toBe(true);
    expect(run(changed, { status: 'closed' })).toBe(false);
  });

  it('never reaches a prototype', () => {
    const text = { kind: 'text' } as const;
    const tricky: Types = {
      constructor: text,
      'a.constructor.name': text,
      __proto__: text,
    };
    for (const path of ['constructor', 'a.constructor.name', '__proto__', 'a.length']) {
      expect(evaluate({ var: path }, { types: tricky, values: { a: 'text' }, context })).toBeNull();
    }
    const polluted = JSON.parse('{"__proto__": {"title": "x"}}');
    expect(evaluate({ var: 'title' }, { types, values: polluted, context })).toBeNull();
  });

  it('takes a value that does not fit its type as empty', () => {
    const values = {
      title: 5,
      amount: 'many',
      is_open: 'yes',
      due: '2026-02-30',
      created: 'now',
      status: 7,
      parts: 'x',
    };
    for (const path of Object.keys(values)) expect(run({ isEmpty: { var: path } }, values)).toBe(true);
  });

  it('throws the issues of an expression that is impossible', () => {
    expect(() => run({ '+': ['a', 1] }, {})).toThrow(ExpressionError);
    expect(() => compileToSql({ var: 'gone' }, { resolveField: () => null })).toThrow(ExpressionError);
  });

  it('takes an empty condition for one that does not hold', () => {
    expect(evaluateCondition({ var: 'is_open' }, { types, values: {}, context })).toBe(false);
    expect(evaluateCondition(true, { types, values: {}, context })).toBe(true);
  });

  it('keeps the size of a text within its bound', () => {
    const long = 'x'.repeat(limits.outputBytes - 1);
    expect(run({ cat: [{ var: 'title' }, 'é'] }, { title: long })).toBeNull();
    expect(run({ cat: [{ var: 'title' }, 'e'] }, { title: long })).toHaveLength(limits.outputBytes);
    expect(run({ replace: [{ var: 'title' }, 'x', 'xx'] }, { title: long })).toBeNull();
  });
});
