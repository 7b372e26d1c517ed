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

const analyses = new WeakMap<object, WeakMap<Types, Analysis>>();

/** The same for a table of types; remembered by the identity of the expression and the table. */
export function analyseOnce(expression: unknown, types: Types): Analysis {
  if (typeof expression !== 'object' || expression === null) return analyse(expression, namesOfTypes(types));
  let byTypes = analyses.get(expression);
  if (!byTypes) {
    byTypes = new WeakMap();
    analyses.set(expression, byTypes);
  }
  let analysis = byTypes.get(types);
  if (!analysis) {
    analysis = analyse(expression, namesOfTypes(types));
    byTypes.set(types, analysis);
  }
  return analysis;
}
