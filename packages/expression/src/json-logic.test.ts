import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LogicEngine } from 'json-logic-engine';
import jsonLogic from 'json-logic-js';
import { type Expression, evaluate, type Types } from './index.js';

const types: Types = {
  a: { kind: 'number' },
  b: { kind: 'number' },
  s: { kind: 'text' },
  t: { kind: 'text' },
  'c.name': { kind: 'text' },
  yes: { kind: 'boolean' },
};
const context = {
  now: '2026-03-01T00:00:00Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};
const engine = new LogicEngine();

const texts = fc.constantFrom('', 'a', 'b', 'ab', '张', '张三', 'x y');
const integers = fc.integer({ min: -50, max: 50 });

/** The part of JSON Logic that means the same without types: small integers, no null, no mixed comparisons. */
const { condition, number, text } = fc.letrec<{
  condition: Expression;
  number: Expression;
  text: Expression;
}>((tie) => {
  const of = (operator: string, ...args: fc.Arbitrary<Expression>[]) => {
    return fc.tuple(...args).map((drawn) => ({ [operator]: drawn }) as Expression);
  };
  const [number, text, condition] = [tie('number'), tie('text'), tie('condition')];
  const comparisons = ['<', '<=', '>', '>=', '==', '!=', '===', '!=='];
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      integers,
      fc.constantFrom({ var: 'a' }, { var: 'b' }),
      of('+', number, number),
      of('-', number, number),
      of('-', number),
      of('*', fc.integer({ min: -3, max: 3 }), number),
      of('%', number, fc.integer({ min: 1, max: 9 })),
      of('max', number, number),
      of('min', number, number),
      of('if', condition, number, number),
    ),
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      texts,
      fc.constantFrom({ var: 's' }, { var: 't' }, { var: 'c.name' }),
      of('cat', text, text),
      of('substr', text, fc.integer({ min: -3, max: 3 })),
      of('if', condition, text, text),
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.boolean(),
      fc.constant({ var: 'yes' }),
      ...comparisons.map((operator) => of(operator, number, number)),
      ...comparisons.slice(4).map((operator) => of(operator, text, text)),
      of('<', number, number, number),
      // An empty text is never searched there, because it counts as false.
      of('in', text, of('cat', fc.constant('-'), text)),
      of('in', text, fc.array(texts, { minLength: 1 })),
      of('and', condition, condition),
      of('or', condition, condition),
      of('!', condition),
      of('!!', condition),
    ),
  };
});

const values = fc.record({
  a: integers,
  b: integers,
  s: texts,
  t: texts,
  c: fc.record({ name: texts }),
  yes: fc.boolean(),
});

function normal(value: unknown): unknown {
  return typeof value === 'number' ? String(value + 0) : value;
}

describe('where JSON Logic needs no types', () => {
  it('json-logic-js and json-logic-engine give the same values', () => {
    const anything = fc.oneof(condition, number, text);
    fc.assert(
      fc.property(anything, values, (expression, data) => {
        const ours = evaluate(expression, { types, values: data, context });
        expect(normal(jsonLogic.apply(expression as never, data))).toEqual(ours);
        expect(normal(engine.run(expression, data))).toEqual(ours);
      }),
      { numRuns: 2000 },
    );
  });
});
