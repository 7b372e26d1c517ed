import { type Expression, evaluateCondition } from '@fieldwork/expression';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failuresOf, type PairFacts, programOf, scopeOf, withChanges } from './index.js';
import { context, fieldMatching, forms } from './testing/field-day.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const v = (path: string) => ({ var: path });
const whole = fc.integer({ min: -5, max: 9 });
const numbers = [
  'needed_level',
  'hours',
  'candidate.most_hours',
  'candidate.rating',
  'figure.hours_today',
  'distance_km',
];
const aNumber = fc.oneof(
  fc.constantFrom(...numbers).map(v),
  whole,
  fc.tuple(fc.constantFrom(...numbers), whole).map(([path, add]) => ({ '+': [v(path), add] })),
  fc.tuple(fc.constantFrom(...numbers), fc.constantFrom(...numbers)).map(([a, b]) => ({ '-': [v(a), v(b)] })),
);
const choice = fc.constantFrom('hvac', 'water', 'printer', 'panel');
const inRows = fc.oneof(
  fc.tuple(fc.constantFrom('==', '!='), choice).map(([name, line]) => ({ [name]: [v('line'), line] })),
  fc.constantFrom('>=', '<', '>').map((name) => ({ [name]: [v('level'), v('outer.needed_level')] })),
  fc.tuple(choice, whole).map(([line, level]) => ({
    and: [{ '==': [v('line'), line] }, { '>': [v('level'), level] }],
  })),
);
const leaf = fc.oneof(
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '=='), aNumber, aNumber)
    .map(([name, a, b]) => ({ [name]: [a, b] })),
  choice.map((line) => ({ '==': [v('line'), line] })),
  fc.constant({ '==': [v('candidate.region'), v('region')] }),
  fc.constant({ in: [v('line'), ['hvac', 'water']] }),
  fc.constant({ '!!': [v('candidate.active')] }),
  fc.constant({ '>=': [{ date: [v('planned_start')] }, '2026-03-10'] }),
  fc.constant({ '<': [v('planned_start'), { dateAdd: [{ now: [] }, -2, 'hour'] }] }),
  fc
    .tuple(fc.constantFrom('some', 'none', 'all'), inRows)
    .map(([name, row]) => ({ [name]: [v('candidate.skills'), row] })),
  fc.constant({ isEmpty: [v('customer_name')] }),
);
const condition: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf as fc.Arbitrary<Expression>,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
      .map(([name, parts]): Expression => ({ [name]: parts })),
    tie('node').map((inner): Expression => ({ '!': [inner] })),
  ),
})).node;
const text = fc.option(whole.map(String), { nil: null });
const facts: fc.Arbitrary<PairFacts> = fc.record({
  line: fc.option(choice, { nil: null }),
  needed_level: text,
  region: fc.constantFrom('north', 'south'),
  planned_start: fc.constantFrom('2026-03-02T01:00:00.000Z', '2026-03-20T17:00:00.000Z', null),
  hours: text,
  customer_name: fc.constantFrom('x', null),
  candidate: fc.record({
    region: fc.constantFrom('north', 'south', null),
    active: fc.constantFrom(true, false, null),
    most_hours: text,
    rating: text,
    skills: fc.array(fc.record({ line: choice, level: whole.map(String) }), { maxLength: 3 }),
  }),
  figure: fc.record({ hours_today: text }),
  distance_km: text,
});

describe('what would have to change', () => {
  it(`makes the constraint hold, and is found for most (seed ${seed})`, () => {
    let failing = 0;
    let complete = 0;
    fc.assert(
      fc.property(condition, facts, (must, known) => {
        const matching = { ...fieldMatching, constraints: [{ id: 'c', label: 'c', must: must as never }] };
        const [failed] = failuresOf(matching, known, { forms, context });
        if (!failed) return;
        failing += 1;
        if (!failed.isComplete) return;
        complete += 1;
        const after = scopeOf(programOf(matching, forms), withChanges(known, failed.changes), context);
        expect(evaluateCondition(must, after)).toBe(true);
      }),
      { seed, numRuns: process.env.FIELDWORK_LONG === '1' ? 100_000 : 3000 },
    );
    expect(failing).toBeGreaterThan(500);
    expect(complete / failing).toBeGreaterThan(0.5);
    console.log(`found for ${complete} of ${failing} failing constraints`);
  });
});
