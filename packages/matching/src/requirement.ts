import { type Context, evaluateCondition } from '@fieldwork/expression';
import { type Derivation, derive } from './derive.js';
import { type PairFacts, type Program, scopeOf } from './program.js';

/** How the new value is meant: exactly this, or this as the bound. */
export type Relation = 'equals' | 'at_most' | 'at_least' | 'includes' | 'excludes' | 'rows';

/** One thing that would have to be otherwise. */
export interface Change {
  path: string;
  from: unknown;
  to: unknown;
  relation: Relation;
  /** Of rows: what is to change in which of them; no index is a new row, no changes a row that goes. */
  rows?: { index: number | null; changes: Change[] | null }[];
}

/** What a constraint lacks. Not complete: something else, at `unsolved`, would have to change in a way not known. */
export interface Requirement {
  changes: Change[];
  isComplete: boolean;
  unsolved: string[];
}

/** What would have to change for a condition that fails now; looked at once more with the changes made. */
export function requirementOf(
  program: Program,
  must: unknown,
  facts: PairFacts,
  context: Context,
): Requirement {
  const holds = (changes: readonly Change[]) =>
    evaluateCondition(must as never, scopeOf(program, withChanges(facts, changes), context));
  const found: Derivation = derive(must, true, scopeOf(program, facts, context));
  const isComplete = found.unsolved.length === 0 && found.changes.length > 0 && holds(found.changes);
  return { changes: found.changes, isComplete, unsolved: found.unsolved };
}

/** The facts as they would be. */
export function withChanges(facts: PairFacts, changes: readonly Change[]): PairFacts {
  return { ...facts, ...Object.fromEntries(changes.map(({ path, to }) => [path, to])) };
}
