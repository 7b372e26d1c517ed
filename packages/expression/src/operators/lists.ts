import type { Datum } from '../datum.js';
import { divide, whole } from '../decimal.js';
import type { Digits, Node } from '../node.js';
import type { Arguments, Frame, Operator, SqlWriter } from '../operator.js';
import { asEmpty, hasCount, kindName } from '../parameters.js';
import { isTrue, runForEach, runList, sum } from '../run.js';
import { type Kind, NUMBER, type Type } from '../types.js';
import { writeQuotient } from './arithmetic.js';
import { COUNT, ofQuotient, ofSum } from './digits.js';
import { checkItems } from './quantifiers.js';

const NUMBERS: Type = { kind: 'list', of: NUMBER };

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
      expected: kindName(NUMBERS),
      actual: kindName(of.type),
    });
  }
  if (args.count === 1 && of.type.kind === 'rows') {
    return args.report(null, 'wrong_argument_count', { name, expected: 2, actual: 1 });
  }
  const each = args.count === 2 ? args.inItems(1, of) : undefined;
  if (each === null) return null;
  const type = each ? each.type : (of.type as { of: Type }).of;
  if (type.kind === 'null')
    return each ? { of, each: asEmpty(NUMBER), type: NUMBER } : { of: asEmpty(NUMBERS), type: NUMBER };
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
        expected: kindName(NUMBERS),
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
} satisfies Record<string, Operator>;
