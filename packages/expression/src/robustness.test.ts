import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  check,
  compileToSql,
  type Expression,
  ExpressionError,
  evaluate,
  operators,
  type Types,
  variables,
} from './index.js';

const types: Types = {
  a: { kind: 'number' },
  s: { kind: 'text' },
  on: { kind: 'date' },
  l: { kind: 'list', of: { kind: 'text' } },
  parts: { kind: 'rows', members: { n: { kind: 'number' } } },
};
const context = {
  now: '2026-03-01T00:00:00Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};
const names = [...Object.keys(operators), 'var', 'map', '__proto__', 'constructor'];

/** Any JSON, and JSON that looks like an expression. */
const { written } = fc.letrec<{ written: unknown }>((tie) => ({
  written: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('a', 's', 'on', 'l', 'parts', 'day', '2026-02-28', '10'),
    fc.constantFrom(
      { var: 'a' },
      { var: 's' },
      { var: 'on' },
      { var: 'l' },
      { var: 'parts' },
      { var: ['a', 1] },
    ),
    fc.tuple(fc.constantFrom(...names), tie('written')).map(([name, args]) => ({ [name]: args })),
    fc
      .tuple(fc.constantFrom(...names), fc.array(tie('written'), { maxLength: 3 }))
      .map(([name, args]) => ({ [name]: args })),
  ),
}));

function unlessRefused(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
  }
}

it('any JSON is either an expression or refused with issues', () => {
  const values = { a: '1', s: 'x', on: '2026-02-28', l: ['x'], parts: [{ n: 1 }] };
  const resolveField = (path: string) =>
    Object.hasOwn(types, path) ? { type: types[path]!, sql: `"${path}"` } : null;
  fc.assert(
    fc.property(written, (json) => {
      const { type, issues } = check(json, types);
      if (type === null) expect(issues.length).toBeGreaterThan(0);
      variables(json);
      unlessRefused(() => evaluate(json as Expression, { types, values, context }));
      unlessRefused(() => compileToSql(json as Expression, { resolveField, context }));
    }),
    { numRuns: 5000 },
  );
});
