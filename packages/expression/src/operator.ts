import type { Datum } from './datum.js';
import type { Details, IssueCode, Message } from './issue.js';
import type { Call, Digits, Node } from './node.js';
import type { Context } from './scope.js';
import type { Type } from './types.js';

export type Group = 'comparison' | 'logic' | 'arithmetic' | 'text' | 'dates' | 'lists' | 'context';

/** What an evaluation reads from: the record, its values before the change, and the row or item at hand. */
export interface Frame {
  readonly values: unknown;
  readonly old: unknown;
  readonly item: unknown;
  readonly context: Context;
}

/** The arguments of one call while it is checked. */
export interface Arguments {
  readonly count: number;
  /** The type the surroundings want, for literals to be read by. */
  readonly expected: Type | undefined;
  /** Checks an argument; null when it has been reported already. */
  node(index: number, expected?: Type): Node | null;
  /** Checks an argument in terms of the items of a list or the rows of a sub-table. */
  inItems(index: number, of: Node): Node | null;
  /** The argument as it was written. */
  written(index: number): unknown;
  /** Whether the argument takes its type from its surroundings: a literal, or a choice between literals. */
  isAdaptable(index: number): boolean;
  /** Reports an issue at an argument, or at the call when the index is null. Answers null. */
  report(index: number | null, code: IssueCode, details?: Details): null;
}

export interface Checked {
  readonly type: Type;
  readonly args: readonly Node[];
  readonly digits?: Digits;
}

/** Writes SQL; every text it answers is safe to put next to an operator. */
export interface SqlWriter {
  /** A value, two-valued where it is a yes/no that was computed. */
  value(node: Node): string;
  /** A condition that is TRUE exactly where the expression is true; elsewhere it may be NULL. */
  condition(node: Node): string;
  /** Like `value`, but a literal takes its SQL type from the column beside it. */
  beside(node: Node, other: Node): string;
  /** Uses a value several times without writing (or computing) it several times. */
  once(nodes: readonly Node[], use: (...names: string[]) => string): string;
  /** The same for a text of SQL. */
  onceOf(sql: string, use: (name: string) => string): string;
  /** A subquery over the rows of a sub-table or the items of a list, `item` written in their terms. */
  over(of: Node, select: (item: SqlWriter, from: string) => string): string;
  /** A value of the context as a parameter. */
  context(name: ContextName): string;
}

export type ContextName =
  | 'now'
  | 'today'
  | 'timeZone'
  | 'user.id'
  | 'user.department'
  | 'user.roles'
  | 'calendars';

export interface Operator {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly label: Message;
  readonly group: Group;
  /** The arguments as the documentation shows them. */
  readonly usage: string;
  readonly summary: string;
  /** The second argument is written in terms of the items of the first. */
  readonly isScoped?: 'always' | 'over lists';
  /** `toSql` gives a condition: NULL may stand for false. */
  readonly isCondition?: boolean;
  /** The types and arity. Null when an issue has been reported. */
  check(args: Arguments): Checked | null;
  evaluate(call: Call, frame: Frame): Datum;
  toSql(call: Call, sql: SqlWriter): string;
}
