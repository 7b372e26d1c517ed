import { compareCodePoints } from '../code-points.js';
import type { Datum } from '../datum.js';
import type { Exact } from '../decimal.js';
import type { Node } from '../node.js';
import type { Arguments, Checked, Operator } from '../operator.js';
import { asEmpty, hasCount, kindName } from '../parameters.js';
import { run } from '../run.js';
import { BOOLEAN, fits, type Kind, type Type } from '../types.js';

const EQUATABLE: readonly Kind[] = ['text', 'number', 'boolean', 'date', 'datetime', 'choice', 'reference'];
const ORDERED: readonly Kind[] = ['text', 'number', 'date', 'datetime'];

/** The sides of a comparison: literals are read by the type of the first side that is none. */
export function checkSides(args: Arguments, kinds: readonly Kind[]): Node[] | null {
  for (let index = 0; index < args.count; index++) {
    if (args.written(index) === null) return args.report(index, 'compare_with_null');
  }
  const indexes = Array.from({ length: args.count }, (_, index) => index);
  const first = indexes.find((index) => !args.isAdaptable(index)) ?? 0;
  const anchor = args.node(first);
  if (!anchor) return null;
  const nodes = indexes.map((index) => (index === first ? anchor : args.node(index, anchor.type)));
  if (nodes.some((node) => !node)) return null;
  const type = (nodes as Node[]).find((node) => node.type.kind !== 'null')?.type;
  if (!type) return (nodes as Node[]).map(() => asEmpty({ kind: 'text' }));
  for (const [index, node] of (nodes as Node[]).entries()) {
    if (!kinds.includes(node.type.kind) && node.type.kind !== 'null') {
      return args.report(index, 'not_comparable', { type: kindName(node.type) });
    }
    if (!fits(node.type, type) && !fits(type, node.type)) {
      return args.report(index, 'different_types', { left: kindName(type), right: kindName(node.type) });
    }
  }
  return (nodes as Node[]).map((node) => (node.type.kind === 'null' ? asEmpty(type) : node));
}

/** -1, 0 or 1 for two values of one type, neither of them empty. */
export function compareData(a: Datum, b: Datum, type: Type): number {
  if (type.kind === 'number') return (a as Exact).comparedTo(b as Exact);
  if (type.kind === 'text' || type.kind === 'choice') return compareCodePoints(a as string, b as string);
  return a === b ? 0 : (a as string) < (b as string) ? -1 : 1;
}

interface Comparison {
  readonly sql: string;
  readonly kinds: readonly Kind[];
  readonly most: number;
  readonly holds: (order: number) => boolean;
}

function comparison(
  spec: Comparison & Pick<Operator, 'name' | 'aliases' | 'label' | 'usage' | 'summary'>,
): Operator {
  const { name, aliases, label, usage, summary, sql, kinds, most, holds } = spec;
  return {
    name,
    aliases,
    label,
    usage,
    summary,
    group: 'comparison',
    isCondition: true,
    check(args): Checked | null {
      if (!hasCount(args, name, 2, most)) return null;
      const sides = checkSides(args, kinds);
      return sides && { type: BOOLEAN, args: sides };
    },
    evaluate({ args }, frame) {
      const values = args.map((arg) => run(arg, frame));
      if (values.some((value) => value === null)) return false;
      return values
        .slice(1)
        .every((value, index) => holds(compareData(values[index]!, value, args[0]!.type)));
    },
    toSql({ args }, writer) {
      const [a, b, c] = args as [Node, Node, Node?];
      const pair = (left: string, right: string) => `${left} ${sql} ${right}`;
      if (!c) return pair(writer.beside(a, b), writer.beside(b, a));
      return writer.once([b], (middle) => {
        return `${pair(writer.beside(a, b), middle)} AND ${pair(middle, writer.beside(c, b))}`;
      });
    },
  };
}

export const comparisonOperators = {
  '==': comparison({
    name: '==',
    aliases: ['==='],
    label: { 'zh-CN': '等于', en: 'equals' },
    usage: 'a, b',
    summary: 'Both are there and are the same. Text by code point, numbers by value, references by id.',
    sql: '=',
    kinds: EQUATABLE,
    most: 2,
    holds: (order) => order === 0,
  }),
  '!=': comparison({
    name: '!=',
    aliases: ['!=='],
    label: { 'zh-CN': '不等于', en: 'differs from' },
    usage: 'a, b',
    summary: 'Both are there and differ. For "differs or is empty" negate `==`.',
    sql: '<>',
    kinds: EQUATABLE,
    most: 2,
    holds: (order) => order !== 0,
  }),
  '<': comparison({
    name: '<',
    label: { 'zh-CN': '小于', en: 'is less than' },
    usage: 'a, b [, c]',
    summary: 'In order. With three arguments `b` lies between the others.',
    sql: '<',
    kinds: ORDERED,
    most: 3,
    holds: (order) => order < 0,
  }),
  '<=': comparison({
    name: '<=',
    label: { 'zh-CN': '小于或等于', en: 'is at most' },
    usage: 'a, b [, c]',
    summary: 'In order or the same. With three arguments `b` lies between the others, bounds included.',
    sql: '<=',
    kinds: ORDERED,
    most: 3,
    holds: (order) => order <= 0,
  }),
  '>': comparison({
    name: '>',
    label: { 'zh-CN': '大于', en: 'is more than' },
    usage: 'a, b [, c]',
    summary: 'In reverse order.',
    sql: '>',
    kinds: ORDERED,
    most: 3,
    holds: (order) => order > 0,
  }),
  '>=': comparison({
    name: '>=',
    label: { 'zh-CN': '大于或等于', en: 'is at least' },
    usage: 'a, b [, c]',
    summary: 'In reverse order or the same.',
    sql: '>=',
    kinds: ORDERED,
    most: 3,
    holds: (order) => order >= 0,
  }),
} satisfies Record<string, Operator>;
