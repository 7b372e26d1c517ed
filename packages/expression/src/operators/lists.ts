import type { Datum } from '../datum.js';
import { divide, whole } from '../decimal.js';
import type { Digits, Node } from '../node.js';
import type { Arguments, Checked, Frame, Operator, SqlWriter } from '../operator.js';
import { allArguments, argument, hasCount, kindName, yesNo } from '../parameters.js';
import { isTrue, run, runForEach, runList, sum } from '../run.js';
import { DATE, DATETIME, type Kind, NUMBER, type Type } from '../types.js';
import { writeQuotient } from './arithmetic.js';
import { compareData } from './comparison.js';
import { COUNT, digitsOf, ofQuotient, ofSum, widest } from './digits.js';

/** A list of fitting items, or rows with an expression for each: the arguments of an aggregate. */
export function checkAggregate(
  args: Arguments,
  name: string,
  kinds: readonly Kind[],
): { of: Node; each?: Node; type: Type } | null {
  if (!hasCount(args, name, 1, 2)) return null;
  const of = args.node(0);
  if (!of) return null;
  if (of.type.kind !== 'list' && of.type.kind !== 'rows') {
    return args.report(0, 'wrong_type', {
      expected: kindName({ kind: 'list', of: NUMBER }),
      actual: kindName(of.type),
    });
  }
  if (args.count === 1 && of.type.kind === 'rows') {
    return args.report(null, 'wrong_argument_count', { name, expected: 2, actual: 1 });
  }
  const each = args.count === 2 ? args.inItems(1, of) : undefined;
  if (each === null) return null;
  const type = each ? each.type : (of.type as { of: Type }).of;
  if (type.kind === 'null') return { of, each, type: NUMBER };
  if (kinds.includes(type.kind)) return { of, each, type };
  return args.report(each ? 1 : 0, 'wrong_type', {
    expected: kindName({ kind: kinds[0]! } as Type),
    actual: kindName(type),
  });
}

interface Aggregate extends Pick<Operator, 'name' | 'label' | 'summary'> {
  readonly digits: (of: Node) => Digits;
  readonly compute: (values: readonly Datum[]) => Datum;
  readonly write: (values: string) => string;
}

function aggregate({ digits, compute, write, ...naming }: Aggregate): Operator {
  return {
    ...naming,
    group: 'lists',
    usage: 'list [, each] | rows, each',
    isScoped: 'always',
    check(args) {
      const found = checkAggregate(args, naming.name, ['number']);
      if (!found) return null;
      const { of, each } = found;
      return { type: NUMBER, args: each ? [of, each] : [of], digits: digits(each ?? of) };
    },
    evaluate: ({ args: [of, each] }, frame) => compute(runForEach(of!, each, frame)),
    toSql: ({ args: [of, each] }, sql) => writeOver(of!, each, sql, write),
  };
}

/** An aggregate over the values that `each` gives, or over the items themselves. */
export function writeOver(
  of: Node,
  each: Node | undefined,
  sql: SqlWriter,
  write: (values: string) => string,
): string {
  return sql.over(of, (item, from) => {
    const value = each ? item.value(each) : item.value(itemOf(of.type as { of: Type }));
    return `(SELECT ${write('"v"')} FROM (SELECT ${value} AS "v" ${from}) AS "_each")`;
  });
}

/** The item of a list, as a variable of the list's own scope. */
function itemOf({ of }: { readonly of: Type }): Node {
  return { kind: 'variable', type: of, source: 'item', path: '', keys: [''], field: undefined };
}

/** The greater or the lesser of several values; empties are passed over. */
function extreme(name: 'min' | 'max', label: Operator['label'], sign: 1 | -1): Operator {
  const kinds: readonly Kind[] = ['number', 'date', 'datetime'];
  return {
    name,
    label,
    group: 'lists',
    usage: 'a, b, … | list [, each] | rows, each',
    summary: `The ${name === 'min' ? 'least' : 'greatest'} number, date or instant; empties are passed over.`,
    isScoped: 'over lists',
    check(args): Checked | null {
      if (!hasCount(args, name, 1)) return null;
      const first = args.isAdaptable(0) && !Array.isArray(args.written(0)) ? null : args.node(0);
      if (first?.type.kind === 'list' || first?.type.kind === 'rows') {
        const found = checkAggregate(args, name, kinds);
        if (!found) return null;
        const { of, each, type } = found;
        return { type, args: each ? [of, each] : [of], digits: digitsOf(each ?? of) };
      }
      const type = anchorType(args) ?? NUMBER;
      const nodes = allArguments(args, { accepts: [type] });
      return nodes && { type, args: nodes, digits: widest(nodes) };
    },
    evaluate(call, frame) {
      const values = isOverItems(call.args)
        ? runForEach(call.args[0]!, call.args[1], frame)
        : call.args.map((arg) => run(arg, frame));
      let best: Datum = null;
      for (const value of values) {
        if (value !== null && (best === null || compareData(value, best, call.type) * sign > 0)) best = value;
      }
      return best;
    },
    toSql({ args }, sql) {
      if (isOverItems(args)) return writeOver(args[0]!, args[1], sql, (values) => `${name}(${values})`);
      return `${name === 'min' ? 'least' : 'greatest'}(${args.map((arg) => sql.value(arg)).join(', ')})`;
    },
  };

  /** The type of the first argument that has one of its own; a literal alone is a number, a date or an instant. */
  function anchorType(args: Arguments): Type | null {
    for (let index = 0; index < args.count; index++) {
      const type = args.isAdaptable(index) ? undefined : args.node(index)?.type;
      if (type && kinds.includes(type.kind)) return type;
    }
    const written = args.written(0);
    if (typeof written !== 'string') return null;
    return written.includes('T') ? DATETIME : written.includes('-', 1) ? DATE : null;
  }
}

function isOverItems([first]: readonly Node[]): boolean {
  return first!.type.kind === 'list' || first!.type.kind === 'rows';
}

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
function checkItems(args: Arguments): [Node, Node] | null {
  const of = args.node(0);
  if (!of) return null;
  if (of.type.kind !== 'list' && of.type.kind !== 'rows') {
    return args.report(0, 'wrong_type', {
      expected: kindName({ kind: 'list', of: NUMBER }),
      actual: kindName(of.type),
    });
  }
  const inside: Arguments = { ...args, node: (index) => args.inItems(index, of) };
  const condition = argument(inside, 1, yesNo);
  return condition && [of, condition];
}

export const listOperators = {
  sum: aggregate({
    name: 'sum',
    label: { 'zh-CN': '合计', en: 'sum' },
    summary: 'The exact sum; empties are passed over, the sum of nothing is 0.',
    digits: ofSum,
    compute: sum,
    write: (values) => `coalesce(sum(${values}), 0)`,
  }),
  average: aggregate({
    name: 'average',
    label: { 'zh-CN': '平均值', en: 'average' },
    summary: 'The mean of what is not empty, rounded to 12 places; empty when there is nothing.',
    digits: (of) => ofQuotient(ofSum(of), COUNT),
    compute: (values) => divide(sum(values), whole(values.length)),
    write: (values) => writeQuotient(`sum(${values})`, `count(${values})`),
  }),
  count: {
    name: 'count',
    label: { 'zh-CN': '计数', en: 'count' },
    group: 'lists',
    usage: 'list or rows [, condition]',
    summary: 'How many items or rows there are, or for how many the condition holds.',
    isScoped: 'always',
    check(args) {
      if (!hasCount(args, 'count', 1, 2)) return null;
      if (args.count === 2) {
        const nodes = checkItems(args);
        return nodes && { type: NUMBER, args: nodes, digits: COUNT };
      }
      const of = args.node(0);
      if (!of) return null;
      if (of.type.kind === 'list' || of.type.kind === 'rows')
        return { type: NUMBER, args: [of], digits: COUNT };
      return args.report(0, 'wrong_type', {
        expected: kindName({ kind: 'list', of: NUMBER }),
        actual: kindName(of.type),
      });
    },
    evaluate({ args: [of, condition] }, frame: Frame) {
      const items = runList(of!, frame);
      return whole(
        condition ? items.filter((item) => isTrue(condition, { ...frame, item })).length : items.length,
      );
    },
    toSql({ args: [of, condition] }, sql) {
      return sql.over(of!, (item, from) => {
        const where = condition ? ` AND ${item.condition(condition)}` : '';
        return `(SELECT count(*)::numeric ${from}${where})`;
      });
    },
  },
  min: extreme('min', { 'zh-CN': '最小值', en: 'least' }, -1),
  max: extreme('max', { 'zh-CN': '最大值', en: 'greatest' }, 1),
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
