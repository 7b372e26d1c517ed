import type { Scope, Type } from '@fieldwork/expression';
import { readPath } from './program.js';
import type { Change, Relation } from './requirement.js';
import { best, solve } from './solve.js';
import { literal, pathOf, resultOf, typeOf } from './written.js';

type Ordering = '<' | '<=' | '>' | '>=';
const turned: Readonly<Record<Ordering, Ordering>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const denied: Readonly<Record<Ordering, Ordering>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

export function isOrdering(name: string): name is Ordering {
  return Object.hasOwn(turned, name);
}

/** The change after which two values stand in this order (or, when it is not wanted, do not). */
export function ordered(
  name: Ordering,
  [a, b]: readonly [unknown, unknown],
  isWanted: boolean,
  scope: Scope,
): Change | null {
  const order = isWanted ? name : denied[name];
  return best([towards(a, order, b, scope), towards(b, turned[order], a, scope)]);
}

function towards(side: unknown, order: Ordering, other: unknown, scope: Scope): Change | null {
  const bound = resultOf(other, scope);
  const type = typeOf(side, scope);
  if (bound === null || !type) return null;
  const target = order === '<' || order === '>' ? beyond(bound, type, order === '<' ? -1 : 1, scope) : bound;
  const relation: Relation = order === '<' || order === '<=' ? 'at_most' : 'at_least';
  return target === null ? null : solve(side, target, relation, scope);
}

/** The next value on: whole numbers, days, minutes. */
function beyond(bound: unknown, type: Type, sign: 1 | -1, scope: Scope): unknown {
  if (type.kind === 'number') return resultOf({ '+': [literal(bound, type), sign] }, scope);
  if (type.kind !== 'date' && type.kind !== 'datetime') return null;
  const unit = type.kind === 'date' ? 'day' : 'minute';
  return resultOf({ dateAdd: [literal(bound, type), sign, unit] }, scope);
}

/** The change after which two values are the same, or are not. */
export function equal([a, b]: readonly [unknown, unknown], isWanted: boolean, scope: Scope): Change | null {
  if (!isWanted) return best([solve(a, null, 'excludes', scope), solve(b, null, 'excludes', scope)]);
  return best([sameAs(a, b, scope), sameAs(b, a, scope)]);
}

function sameAs(side: unknown, other: unknown, scope: Scope): Change | null {
  if (resultOf(other, scope) === null) return null;
  return solve(side, shown(other, scope), 'equals', scope);
}

/** A reference keeps its title, for people to read. */
function shown(written: unknown, scope: Scope): unknown {
  const path = pathOf(written);
  const value = path === null ? undefined : readPath(scope.values, path);
  return value !== undefined && value !== null ? value : resultOf(written, scope);
}

/** The change after which an item is (or is not) in a list. */
export function member(item: unknown, list: unknown, isWanted: boolean, scope: Scope): Change | null {
  const items = resultOf(list, scope);
  const one = resultOf(item, scope);
  if (typeOf(list, scope)?.kind !== 'list') return null;
  const known = Array.isArray(items) ? (items as unknown[]) : [];
  if (!isWanted)
    return best([
      solve(
        list,
        known.filter((other) => other !== one),
        'excludes',
        scope,
      ),
      solve(item, null, 'excludes', scope),
    ]);
  return best([
    one === null ? null : solve(list, [...known, one], 'includes', scope),
    known.length === 0 ? null : solve(item, known[0], 'equals', scope),
  ]);
}

/** The change after which a list has all (or one) of the items of another. */
export function overlapping(list: unknown, wanted: unknown, needsAll: boolean, scope: Scope): Change | null {
  const known = resultOf(list, scope);
  const items = resultOf(wanted, scope);
  if (!Array.isArray(items) || items.length === 0) return null;
  const added = needsAll ? items : items.slice(0, 1);
  return solve(list, [...new Set([...(Array.isArray(known) ? known : []), ...added])], 'includes', scope);
}
