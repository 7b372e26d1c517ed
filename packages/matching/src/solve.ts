import type { Scope, Type } from '@fieldwork/expression';
import { readPath } from './program.js';
import type { Change, Relation } from './requirement.js';
import { callOf, literal, pathOf, resultOf, typeOf } from './written.js';

/** The change of one field that gives an expression this value; null where it is not known how. */
export function solve(written: unknown, target: unknown, relation: Relation, scope: Scope): Change | null {
  const path = pathOf(written);
  if (path !== null) {
    if (!Object.hasOwn(scope.types, path) || path.startsWith('outer.')) return null;
    return { path, from: readPath(scope.values, path) ?? null, to: target, relation };
  }
  const call = callOf(written);
  const way = call && inverses[call.name];
  return way ? way(call.args, target, relation, scope) : null;
}

type Inverse = (args: readonly unknown[], target: unknown, relation: Relation, scope: Scope) => Change | null;

const number: Type = { kind: 'number' };
const opposite: Readonly<Partial<Record<Relation, Relation>>> = { at_most: 'at_least', at_least: 'at_most' };

const inverses: Readonly<Record<string, Inverse>> = {
  '+': (args, target, relation, scope) =>
    best(
      args.map((arg, index) => {
        const others = args.filter((_, other) => other !== index);
        const rest = resultOf({ '-': [literal(target, number), { '+': [...others, 0] }] }, scope);
        return rest === null ? null : solve(arg, rest, relation, scope);
      }),
    ),
  '-': ([a, b], target, relation, scope) => {
    if (b === undefined) return null;
    const left = resultOf({ '+': [literal(target, number), b] }, scope);
    const right = resultOf({ '-': [a, literal(target, number)] }, scope);
    return best([
      left === null ? null : solve(a, left, relation, scope),
      right === null ? null : solve(b, right, opposite[relation] ?? relation, scope),
    ]);
  },
  dateAdd: ([date, amount, unit], target, relation, scope) => {
    const type = typeOf(date, scope);
    if (!type) return null;
    const back = { dateAdd: [literal(target, type), { '-': [0, amount] }, unit] };
    const moved = resultOf(back, scope);
    return moved === null ? null : solve(date, moved, relation, scope);
  },
  date: ([moment], target, relation, scope) => {
    if (typeof target !== 'string' || typeOf(moment, scope)?.kind !== 'datetime') return null;
    return solve(moment, resultOf({ datetime: [{ date: [target] }] }, scope), relation, scope);
  },
  startOf: ([moment], target, relation, scope) => solve(moment, target, relation, scope),
  // To be in working time at all: begin where it goes on.
  workingMinutes: ([from, , calendar], _, relation, scope) => {
    const begin = resultOf(from, scope);
    const working = scope.context.calendars?.find(String(calendar));
    if (relation !== 'at_least' || !working || typeof begin !== 'string') return null;
    const next = working.nextWorked(Date.parse(begin));
    return next === null ? null : solve(from, new Date(next).toISOString(), 'equals', scope);
  },
  '!!': ([inner], target, relation, scope) => solve(inner, target, relation, scope),
};

/** Rather the candidate changes than the demand, and rather a figure than its bound. */
export function best(changes: readonly (Change | null)[]): Change | null {
  const found = changes.filter((change) => change !== null);
  return found.sort((a, b) => rank(a.path) - rank(b.path))[0] ?? null;
}

function rank(path: string): number {
  if (path.startsWith('figure.')) return 0;
  if (path.startsWith('candidate.')) return 1;
  return path === 'distance_km' || path === 'travel_minutes' ? 2 : 3;
}
