import { type Expression, evaluateCondition, type Scope, variables } from '@fieldwork/expression';
import { equal, isOrdering, member, ordered, overlapping } from './compare.js';
import type { Change } from './requirement.js';
import { rowsSo } from './rows.js';
import { solve } from './solve.js';
import { callOf } from './written.js';

/** What would make a condition hold. `unsolved`: paths of the parts for which that is not known. */
export interface Derivation {
  changes: Change[];
  unsolved: string[];
}

type Rule = (args: readonly unknown[], isWanted: boolean, scope: Scope) => Change | Derivation | null;

/** What would have to change so that a condition holds (or, when it is not wanted, does not). */
export function derive(written: unknown, isWanted: boolean, scope: Scope): Derivation {
  if (isSo(written, scope) === isWanted) return { changes: [], unsolved: [] };
  const call = callOf(written);
  const rule = call && Object.hasOwn(rules, call.name) ? rules[call.name] : undefined;
  const found = rule && call ? rule(call.args, isWanted, scope) : null;
  if (found === null || found === undefined) return unsolved(written);
  return 'changes' in found ? found : { changes: [found], unsolved: [] };
}

const rules: Readonly<Record<string, Rule>> = {
  and: (args, isWanted, scope) => (isWanted ? every(args, true, scope) : either(args, false, scope)),
  or: (args, isWanted, scope) => (isWanted ? either(args, true, scope) : every(args, false, scope)),
  '!': ([inner], isWanted, scope) => derive(inner, !isWanted, scope),
  '!!': ([inner], isWanted, scope) => derive(inner, isWanted, scope),
  if: (args, isWanted, scope) => {
    const at = args.findIndex((arg, index) => index % 2 === 0 && index < args.length - 1 && isSo(arg, scope));
    const then = at >= 0 ? args[at + 1] : args.length % 2 === 1 ? args.at(-1) : undefined;
    return then === undefined ? null : derive(then, isWanted, scope);
  },
  var: ([path], isWanted, scope) => solve({ var: path }, isWanted, 'equals', scope),
  '==': ([a, b], isWanted, scope) => equal([a, b], isWanted, scope),
  '!=': ([a, b], isWanted, scope) => (isWanted ? null : equal([a, b], true, scope)),
  ...Object.fromEntries(
    (['<', '<=', '>', '>='] as const).map((name): [string, Rule] => [
      name,
      (args, isWanted, scope) => compare(name, args, isWanted, scope),
    ]),
  ),
  in: ([item, list], isWanted, scope) => member(item, list, isWanted, scope),
  contains: ([list, item], isWanted, scope) => member(item, list, isWanted, scope),
  containsAll: ([list, items], isWanted, scope) => (isWanted ? overlapping(list, items, true, scope) : null),
  containsAny: ([list, items], isWanted, scope) => (isWanted ? overlapping(list, items, false, scope) : null),
  isEmpty: ([value], isWanted, scope) => (isWanted ? solve(value, null, 'equals', scope) : null),
  isNotEmpty: ([value], isWanted, scope) => (isWanted ? null : solve(value, null, 'equals', scope)),
  some: ([rows, condition], isWanted, scope) =>
    rowsSo(rows, condition, isWanted ? 'one' : 'none', scope, derive),
  none: ([rows, condition], isWanted, scope) =>
    rowsSo(rows, condition, isWanted ? 'none' : 'one', scope, derive),
  all: ([rows, condition], isWanted, scope) =>
    isWanted ? rowsSo(rows, condition, 'all', scope, derive) : null,
};

function compare(
  name: string,
  args: readonly unknown[],
  isWanted: boolean,
  scope: Scope,
): Change | Derivation | null {
  if (!isOrdering(name)) return null;
  const [a, b, c] = args;
  if (args.length === 2) return ordered(name, [a, b], isWanted, scope);
  const parts = [{ [name]: [a, b] }, { [name]: [b, c] }];
  return isWanted ? every(parts, true, scope) : either(parts, false, scope);
}

/** Every part has to change that is not yet so. */
function every(parts: readonly unknown[], isWanted: boolean, scope: Scope): Derivation {
  const found = parts.map((part) => derive(part, isWanted, scope));
  return {
    changes: found.flatMap(({ changes }) => changes),
    unsolved: [...new Set(found.flatMap((one) => one.unsolved))],
  };
}

/** What is asked for should stay as it is. */
function isOfDemand(path: string): boolean {
  return !/^(candidate|figure)\.|^(distance_km|travel_minutes)$/.test(path);
}

/** The part that is brought about with the fewest changes, rather of the candidate than of the demand. */
function either(parts: readonly unknown[], isWanted: boolean, scope: Scope): Derivation {
  const cost = (one: Derivation) =>
    one.changes.reduce((sum, { path }) => sum + (isOfDemand(path) ? 10 : 1), 0) + 100 * one.unsolved.length;
  const found = parts.map((part) => derive(part, isWanted, scope));
  return found.sort((a, b) => cost(a) - cost(b))[0] ?? { changes: [], unsolved: [] };
}

export function isSo(written: unknown, scope: Scope): boolean {
  if (typeof written === 'boolean') return written;
  return evaluateCondition(written as Expression, scope);
}

function unsolved(written: unknown): Derivation {
  const paths = variables(written);
  return { changes: [], unsolved: paths.length > 0 ? paths : ['?'] };
}
