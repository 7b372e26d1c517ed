import { divide, type Exact, remainder, roundTo } from '../decimal.js';
import type { Digits, Node } from '../node.js';
import type { Operator } from '../operator.js';
import { allArguments, argument, hasCount, number, writtenInteger } from '../parameters.js';
import { run } from '../run.js';
import { NUMBER } from '../types.js';
import { digitsOf, ofQuotient, QUOTIENT_FRACTION } from './digits.js';

type Naming = Pick<Operator, 'name' | 'label' | 'usage' | 'summary'>;

interface Arithmetic extends Naming {
  readonly least: number;
  readonly most?: number;
  readonly digits: (all: readonly Digits[]) => Digits;
  /** Never called with an empty number: what is empty makes the result empty. */
  readonly compute: (numbers: readonly Exact[]) => Exact | null;
  readonly write: (numbers: readonly string[]) => string;
}

function arithmetic({ least, most, digits, compute, write, ...naming }: Arithmetic): Operator {
  return {
    ...naming,
    group: 'arithmetic',
    check(args) {
      if (!hasCount(args, naming.name, least, most)) return null;
      const nodes = allArguments(args, number);
      return nodes && { type: NUMBER, args: nodes, digits: digits(nodes.map(digitsOf)) };
    },
    evaluate({ args }, frame) {
      const values = args.map((arg) => run(arg, frame));
      return values.includes(null) ? null : compute(values as Exact[]);
    },
    toSql: ({ args }, sql) => write(args.map((arg) => sql.value(arg))),
  };
}

const most = (all: readonly Digits[], part: keyof Digits) => Math.max(...all.map((digits) => digits[part]));
const ofAddition = (all: readonly Digits[]): Digits => ({
  integer: most(all, 'integer') + Math.ceil(Math.log10(all.length + 1)),
  fraction: most(all, 'fraction'),
});

/** SQL for `a / b` exactly as `divide` does it: PostgreSQL's own division picks its scale by the operands. */
export function writeQuotient(a: string, b: string): string {
  const shift = `1${'0'.repeat(QUOTIENT_FRACTION + 1)}`;
  const unshift = `0.${'0'.repeat(QUOTIENT_FRACTION)}1`;
  return `round(div(${a} * ${shift}, nullif(${b}, 0)) * ${unshift}, ${QUOTIENT_FRACTION})`;
}

export const arithmeticOperators = {
  '+': arithmetic({
    name: '+',
    label: { 'zh-CN': '加', en: 'plus' },
    usage: 'a, b, …',
    summary: 'The exact sum. Empty when one of the numbers is.',
    least: 2,
    digits: ofAddition,
    compute: (numbers) => numbers.reduce((a, b) => a.plus(b)),
    write: (numbers) => numbers.join(' + '),
  }),
  '-': arithmetic({
    name: '-',
    label: { 'zh-CN': '减', en: 'minus' },
    usage: 'a [, b]',
    summary: 'The exact difference, or the negative of one number.',
    least: 1,
    most: 2,
    digits: ofAddition,
    compute: ([a, b]) => (b ? a!.minus(b) : a!.neg()),
    write: ([a, b]) => (b === undefined ? `- ${a}` : `${a} - ${b}`),
  }),
  '*': arithmetic({
    name: '*',
    label: { 'zh-CN': '乘', en: 'times' },
    usage: 'a, b, …',
    summary: 'The exact product.',
    least: 2,
    digits: (all) => ({
      integer: all.reduce((total, { integer }) => total + integer, 0),
      fraction: all.reduce((total, { fraction }) => total + fraction, 0),
    }),
    compute: (numbers) => numbers.reduce((a, b) => a.times(b)),
    write: (numbers) => numbers.join(' * '),
  }),
  '/': arithmetic({
    name: '/',
    label: { 'zh-CN': '除以', en: 'divided by' },
    usage: 'a, b',
    summary: 'The quotient, rounded to 12 places half away from zero. Empty when `b` is 0.',
    least: 2,
    most: 2,
    digits: ([a, b]) => ofQuotient(a!, b!),
    compute: ([a, b]) => divide(a!, b!),
    write: ([a, b]) => writeQuotient(a!, b!),
  }),
  '%': arithmetic({
    name: '%',
    label: { 'zh-CN': '余数', en: 'remainder' },
    usage: 'a, b',
    summary: 'What is left of `a` after taking whole `b`s, with the sign of `a`. Empty when `b` is 0.',
    least: 2,
    most: 2,
    digits: ([a, b]) => ({ integer: a!.integer, fraction: Math.max(a!.fraction, b!.fraction) }),
    compute: ([a, b]) => remainder(a!, b!),
    write: ([a, b]) => `${a} % nullif(${b}, 0)`,
  }),
  round: {
    name: 'round',
    label: { 'zh-CN': '四舍五入', en: 'round' },
    group: 'arithmetic',
    usage: 'number [, places]',
    summary: 'Rounded half away from zero to `places` digits (0 to 20, written out; 0 when left out).',
    check(args) {
      if (!hasCount(args, 'round', 1, 2)) return null;
      const value = argument(args, 0, number);
      const places = args.count === 2 ? writtenInteger(args, 1, 0, 20) : undefined;
      if (!value || places === null) return null;
      const digits = { integer: digitsOf(value).integer + 1, fraction: 20 };
      return { type: NUMBER, args: places ? [value, places] : [value], digits };
    },
    evaluate({ args: [value, places] }, frame) {
      const exact = run(value!, frame) as Exact | null;
      return exact && roundTo(exact, placesOf(places));
    },
    toSql: ({ args: [value, places] }, sql) => `round(${sql.value(value!)}, ${placesOf(places)})`,
  },
  floor: arithmetic({
    name: 'floor',
    label: { 'zh-CN': '向下取整', en: 'round down' },
    usage: 'number',
    summary: 'The nearest whole number below.',
    least: 1,
    most: 1,
    digits: ([a]) => ({ integer: a!.integer + 1, fraction: 0 }),
    compute: ([a]) => a!.floor(),
    write: ([a]) => `floor(${a})`,
  }),
  ceil: arithmetic({
    name: 'ceil',
    label: { 'zh-CN': '向上取整', en: 'round up' },
    usage: 'number',
    summary: 'The nearest whole number above.',
    least: 1,
    most: 1,
    digits: ([a]) => ({ integer: a!.integer + 1, fraction: 0 }),
    compute: ([a]) => a!.ceil(),
    write: ([a]) => `ceil(${a})`,
  }),
  abs: arithmetic({
    name: 'abs',
    label: { 'zh-CN': '绝对值', en: 'without its sign' },
    usage: 'number',
    summary: 'The number without its sign.',
    least: 1,
    most: 1,
    digits: ([a]) => a!,
    compute: ([a]) => a!.abs(),
    write: ([a]) => `abs(${a})`,
  }),
} satisfies Record<string, Operator>;

function placesOf(places: Node | undefined): number {
  return places?.kind === 'literal' ? (places.value as Exact).toNumber() : 0;
}
