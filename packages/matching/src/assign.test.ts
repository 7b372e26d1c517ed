import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Assignable,
  assignGreedily,
  isFeasible,
  modelOf,
  problemOf,
  readSolution,
  rowOf,
  worthOf,
} from './index.js';
import { context, fieldMatching, forms, makeDay } from './testing/field-day.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Every way to choose, for small problems. */
function bestByTrying(problem: Assignable, from = 0, chosen: Assignable['options'][number][] = []): number {
  if (!isFeasible(problem, chosen)) return Number.NEGATIVE_INFINITY;
  if (from === problem.options.length) return chosen.reduce((sum, one) => sum + worthOf(problem, one), 0);
  const option = problem.options[from];
  return Math.max(
    bestByTrying(problem, from + 1, chosen),
    option ? bestByTrying(problem, from + 1, [...chosen, option]) : Number.NEGATIVE_INFINITY,
  );
}

const small: fc.Arbitrary<Assignable> = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(100), fc.integer({ min: 1, max: 3 })), { maxLength: 9 }),
  )
  .map(([importance, capacity, drawn]) => {
    const seen = new Set<string>();
    const options = drawn.flatMap(([demand, candidate, score, load]) => {
      const key = `${demand} ${candidate}`;
      if (demand >= importance.length || candidate >= capacity.length || seen.has(key)) return [];
      seen.add(key);
      return [{ demand, candidate, score, load }];
    });
    return { importance, capacity, options };
  });

describe('an assignment', () => {
  it(`one by one is feasible and never better than the best there is (seed ${seed})`, () => {
    fc.assert(
      fc.property(small, (problem) => {
        const greedy = assignGreedily(problem);
        expect(isFeasible(problem, greedy.chosen)).toBe(true);
        expect(greedy.total).toBeLessThanOrEqual(bestByTrying(problem) + 1e-6);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('is written as a program in which everybody has his limit', () => {
    const problem: Assignable = {
      importance: [2, 1],
      capacity: [1.5, null],
      options: [
        { demand: 0, candidate: 0, score: 50, load: 1 },
        { demand: 1, candidate: 0, score: 10, load: 1 },
        { demand: 1, candidate: 1, score: 0, load: 2 },
      ],
    };
    expect(modelOf(problem).replace(/\s+/g, ' ')).toBe(
      'Maximize worth: + 300 x0 + 110 x1 + 100 x2 Subject To d0: + 1 x0 <= 1 d1: + 1 x1 + 1 x2 <= 1 c0: + 1 x0 + 1 x1 <= 1.5 Binary x0 x1 x2 End',
    );
    expect(readSolution(problem, [1, 0, 1])).toMatchObject({ total: 400 });
    expect(readSolution(problem, [1, 1, 0])).toBeNull();
  });

  it('of a day keeps to hours and constraints', () => {
    const day = makeDay(12, 60, seed);
    const around = { forms, context, between: day.between };
    const rows = day.orders.map((order, index) => rowOf(fieldMatching, order, index, day.engineers, around));
    const problem = problemOf(rows, day.engineers.length);
    const { chosen } = assignGreedily(problem);
    expect(chosen.length).toBeGreaterThan(0);
    expect(isFeasible(problem, chosen)).toBe(true);
  });
});
