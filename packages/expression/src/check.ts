import { analyseOnce } from './analysis.js';
import type { Issue } from './issue.js';
import type { Type, Types } from './types.js';

/**
 * The type of an expression and everything that is wrong with it, each issue with the path to its place in the
 * JSON. With `expected`, literals are read as that type and another result is an issue. The type is null when the
 * expression cannot be run at all.
 */
export function check(
  expression: unknown,
  types: Types,
  expected?: Type,
): { type: Type | null; issues: Issue[] } {
  const { node, issues } = analyseOnce(expression, types, expected);
  return { type: node?.type ?? null, issues: [...issues] };
}
