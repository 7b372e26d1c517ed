import { analyseOnce } from './analysis.js';
import { encode, type Value } from './datum.js';
import { ExpressionError } from './issue.js';
import type { Node } from './node.js';
import type { Frame } from './operator.js';
import { isTrue, run } from './run.js';
import type { Expression, Scope } from './scope.js';
import type { Type } from './types.js';

/**
 * The value of an expression as it goes over the wire: decimals and dates as strings, empty as null. A field that
 * is unknown is empty. Throws ExpressionError when `check` finds the expression impossible.
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  const node = checkedNode(expression, scope);
  return encode(run(node, frameOf(scope)), node.type);
}

/** The same, its literals read as the type of the field it computes: `"2026-02-28"` for a date field is a date. */
export function evaluateAs(expression: Expression, expected: Type, scope: Scope): Value {
  const { node, issues } = analyseOnce(expression, scope.types, expected);
  if (!node) throw new ExpressionError(issues);
  return encode(run(node, frameOf(scope)), node.type);
}

/** Whether a condition holds; empty does not. */
export function evaluateCondition(expression: Expression, scope: Scope): boolean {
  return isTrue(checkedNode(expression, scope), frameOf(scope));
}

function checkedNode(expression: Expression, { types }: Scope): Node {
  const { node, issues } = analyseOnce(expression, types);
  if (!node) throw new ExpressionError(issues);
  return node;
}

export function frameOf({ values, old, context }: Omit<Scope, 'types'>): Frame {
  return { values, old, item: null, context };
}
