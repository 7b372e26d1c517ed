import { Checker } from './checker.js';
import { type Issue, issue } from './issue.js';
import { type Names, namesOfTypes } from './names.js';
import type { Node } from './node.js';
import { findOperator, operatorNames } from './operators/registry.js';
import { kindName } from './parameters.js';
import { fits, type Type, type Types } from './types.js';

export interface Analysis {
  readonly node: Node | null;
  readonly issues: readonly Issue[];
}

/** Checks an expression once, against names from wherever they come. */
export function analyse(expression: unknown, names: Names, expected?: Type): Analysis {
  const checker = new Checker(findOperator, operatorNames, names);
  const node = checker.node(expression, [], 0, names, expected);
  if (node && expected && !fits(node.type, expected)) {
    const details = { expected: kindName(expected), actual: kindName(node.type) };
    checker.issues.push(issue('unexpected_result', [], details));
  }
  return { node, issues: checker.issues };
}

/** By expression, then by table of types, then by the type wanted. */
type Remembered = WeakMap<Types, Map<Type | undefined, Analysis>>;
const analyses = new WeakMap<object, Remembered>();

/** The same for a table of types; remembered by the identity of the expression, the table and the wanted type. */
export function analyseOnce(expression: unknown, types: Types, expected?: Type): Analysis {
  if (typeof expression !== 'object' || expression === null) {
    return analyse(expression, namesOfTypes(types), expected);
  }
  let byTypes = analyses.get(expression);
  if (!byTypes) {
    byTypes = new WeakMap();
    analyses.set(expression, byTypes);
  }
  let byExpected = byTypes.get(types);
  if (!byExpected) {
    byExpected = new Map();
    byTypes.set(types, byExpected);
  }
  let analysis = byExpected.get(expected);
  if (!analysis) {
    // A caller that makes its wanted type anew for each call must not fill the memory.
    if (byExpected.size >= 8) byExpected.clear();
    analysis = analyse(expression, namesOfTypes(types), expected);
    byExpected.set(expected, analysis);
  }
  return analysis;
}
