import type { Datum } from './datum.js';
import type { Operator } from './operator.js';
import type { SqlField } from './sql-field.js';
import type { Type } from './types.js';

/** How many digits a number can have at most, so that no computation grows without bound. */
export interface Digits {
  readonly integer: number;
  readonly fraction: number;
}

interface Typed {
  readonly type: Type;
  readonly digits?: Digits;
}

export interface Literal extends Typed {
  readonly kind: 'literal';
  readonly value: Datum;
}

/** `record` reads the values, `old` the values before the change, `item` the row or item at hand. */
export interface Variable extends Typed {
  readonly kind: 'variable';
  readonly source: 'record' | 'old' | 'item';
  readonly path: string;
  readonly keys: readonly string[];
  readonly field?: SqlField;
}

/** A written list of which at least one item is computed. */
export interface ListNode extends Typed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}

export interface Call extends Typed {
  readonly kind: 'call';
  readonly operator: Operator;
  readonly args: readonly Node[];
}

/** A checked expression: every part has its type, every literal is read. */
export type Node = Literal | Variable | ListNode | Call;
/** Whether a node is the same for every record: no field occurs in it. */
export function isConstant(node: Node): boolean {
  if (node.kind === 'variable') return false;
  if (node.kind === 'literal') return true;
  return (node.kind === 'call' ? node.args : node.items).every(isConstant);
}
