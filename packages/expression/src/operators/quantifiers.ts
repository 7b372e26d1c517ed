import type { Node } from '../node.js';
import type { Arguments, Operator } from '../operator.js';
import { argument, hasCount, kindName, yesNo } from '../parameters.js';
import { isTrue, runList } from '../run.js';
import { NUMBER, type Type } from '../types.js';

const NUMBERS: Type = { kind: 'list', of: NUMBER };
interface Quantifier extends Pick<Operator, 'name' | 'label' | 'summary'> {
  readonly holds: (items: readonly unknown[], test: (item: unknown) => boolean) => boolean;
  readonly write: (from: string, condition: string) => string;
}

/** A question about the items of a list or the rows of a sub-table. */
function quantifier({ holds, write, ...naming }: Quantifier): Operator {
  return {
    ...naming,
    group: 'lists',
    usage: 'list or rows, condition',
    isScoped: 'always',
    check(args) {
      if (!hasCount(args, naming.name, 2, 2)) return null;
      const nodes = checkItems(args);
      return nodes && { type: { kind: 'boolean' }, args: nodes };
    },
    evaluate({ args: [of, condition] }, frame) {
      return holds(runList(of!, frame), (item) => isTrue(condition!, { ...frame, item }));
    },
    toSql({ args: [of, condition] }, sql) {
      return sql.over(of!, (item, from) => write(from, item.condition(condition!)));
    },
  };
}

/** The items and a condition in their terms. */
export function checkItems(args: Arguments): [Node, Node] | null {
  const of = args.node(0);
  if (!of) return null;
  if (of.type.kind !== 'list' && of.type.kind !== 'rows') {
    return args.report(0, 'wrong_type', {
      expected: kindName(NUMBERS),
      actual: kindName(of.type),
    });
  }
  const inside: Arguments = { ...args, node: (index) => args.inItems(index, of) };
  const condition = argument(inside, 1, yesNo);
  return condition && [of, condition];
}

export const quantifierOperators = {
  all: quantifier({
    name: 'all',
    label: { 'zh-CN': '全部满足', en: 'all' },
    summary: 'The condition holds for every item; true when there is none.',
    holds: (items, test) => items.every(test),
    write: (from, condition) => `NOT EXISTS (SELECT 1 ${from} AND ${condition} IS NOT TRUE)`,
  }),
  some: quantifier({
    name: 'some',
    label: { 'zh-CN': '任一满足', en: 'some' },
    summary: 'The condition holds for at least one item.',
    holds: (items, test) => items.some(test),
    write: (from, condition) => `EXISTS (SELECT 1 ${from} AND ${condition})`,
  }),
  none: quantifier({
    name: 'none',
    label: { 'zh-CN': '均不满足', en: 'none' },
    summary: 'The condition holds for no item; true when there is none.',
    holds: (items, test) => !items.some(test),
    write: (from, condition) => `NOT EXISTS (SELECT 1 ${from} AND ${condition})`,
  }),
} satisfies Record<string, Operator>;
