import type { ExpressionJson } from '@fieldwork/metadata';
import type { Names } from './field-names.js';

/** Operators that stand between their arguments, by how tightly they bind. */
export const infix: Readonly<Record<string, { sign: string; level: number }>> = {
  or: { sign: 'or', level: 1 },
  and: { sign: 'and', level: 2 },
  '==': { sign: '=', level: 4 },
  '!=': { sign: '<>', level: 4 },
  '<': { sign: '<', level: 4 },
  '<=': { sign: '<=', level: 4 },
  '>': { sign: '>', level: 4 },
  '>=': { sign: '>=', level: 4 },
  '+': { sign: '+', level: 5 },
  '-': { sign: '-', level: 5 },
  '*': { sign: '*', level: 6 },
  '/': { sign: '/', level: 6 },
  '%': { sign: '%', level: 6 },
};
const comparison = 4;
const unary = 7;

/** Operators whose later arguments speak of the items of the first. */
export const overItems: ReadonlySet<string> = new Set([
  'sum',
  'average',
  'count',
  'min',
  'max',
  'all',
  'some',
  'none',
]);

/** An expression as a formula: `[数量] * [单价]`. */
export function printExpression(expression: ExpressionJson | undefined, names: Names): string {
  return expression === undefined ? '' : print(expression, names, 0);
}

function print(node: unknown, names: Names, level: number): string {
  if (node === null) return 'empty';
  if (typeof node === 'string') return JSON.stringify(node);
  if (typeof node !== 'object') return String(node);
  if (Array.isArray(node)) return `list(${node.map((item) => print(item, names, 0)).join(', ')})`;
  const [name = '', given] = Object.entries(node)[0] ?? [];
  const args: unknown[] = Array.isArray(given) ? given : [given];
  if (name === 'var' && typeof args[0] === 'string' && args.length === 1) return printPath(args[0], names);
  if (name === 'var') return `field(${args.map((one) => print(one, names, 0)).join(', ')})`;
  if ((name === '!' || name === 'not') && args.length === 1) return `not(${print(args[0], names, 0)})`;
  if (name === '-' && args.length === 1) return `-${print(args[0], names, unary)}`;
  const between = infix[name];
  const isInfix = between && args.length >= 2 && (between.level !== comparison || args.length === 2);
  if (!isInfix) return printCall(name, args, names);
  // What is taken away or divided by binds to the left.
  const parts = args.map((one, index) => print(one, names, between.level + (index > 0 ? 1 : 0)));
  const text = parts.join(` ${between.sign} `);
  return between.level < level ? `(${text})` : text;
}

function printCall(name: string, args: unknown[], names: Names): string {
  const inner = overItems.has(name) ? (itemNames(args[0], names) ?? names) : names;
  const parts = args.map((one, index) => print(one, index === 0 ? names : inner, 0));
  // `count([明细])` and the like: an operator without arguments is written with none.
  return `${name}(${args.length === 1 && args[0] === undefined ? '' : parts.join(', ')})`;
}

function printPath(path: string, names: Names): string {
  return `[${names.words.get(path) ?? path}]`;
}

/** The names inside a sub-table that an argument means. */
export function itemNames(argument: unknown, names: Names): Names | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const path = (argument as { var?: unknown }).var;
  const plain = Array.isArray(path) ? path[0] : path;
  return typeof plain === 'string' ? names.rows.get(plain) : undefined;
}
