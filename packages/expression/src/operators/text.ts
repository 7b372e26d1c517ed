import {
  countBytes,
  countCodePoints,
  SPACES,
  slicePoints,
  toLower,
  toUpper,
  trimSpaces,
} from '../code-points.js';
import type { Datum } from '../datum.js';
import { type Exact, whole } from '../decimal.js';
import { limits } from '../limits.js';
import type { Digits, Literal, Node } from '../node.js';
import type { Operator } from '../operator.js';
import {
  allArguments,
  argument,
  hasCount,
  kindName,
  type Parameter,
  text,
  writtenInteger,
} from '../parameters.js';
import { runText } from '../run.js';
import { NUMBER, TEXT, type Type } from '../types.js';
import { COUNT } from './digits.js';

interface TextFunction extends Pick<Operator, 'name' | 'label' | 'summary'> {
  readonly type: Type;
  readonly digits?: Digits;
  readonly compute: (value: string) => Datum;
  readonly write: (value: string) => string;
}

/** A function of one text that is empty for an empty text. */
function textFunction({ type, digits, compute, write, ...naming }: TextFunction): Operator {
  return {
    ...naming,
    group: 'text',
    usage: 'text',
    check(args) {
      const nodes = hasCount(args, naming.name, 1, 1) ? allArguments(args, text) : null;
      return nodes && { type, args: nodes, digits };
    },
    evaluate({ args }, frame) {
      const value = runText(args[0]!, frame);
      return value === null ? null : compute(value);
    },
    toSql: ({ args }, sql) => write(sql.value(args[0]!)),
  };
}

function bounded(value: string): string | null {
  return value.length > limits.outputBytes / 4 && countBytes(value) > limits.outputBytes ? null : value;
}

const any: Parameter = { accepts: [TEXT] };
const SPACES_SQL = [...SPACES]
  .map((space) => `\\u${space.charCodeAt(0).toString(16).padStart(4, '0')}`)
  .join('');
const literalText = (node: Node) => (node as Literal).value as string;
const literalNumber = (node: Node) => ((node as Literal).value as Exact).toNumber();

export const textOperators = {
  cat: {
    name: 'cat',
    label: { 'zh-CN': '连接文本', en: 'joined text' },
    group: 'text',
    usage: 'text, …',
    summary: 'The texts one after another; an empty one adds nothing. Empty when the result is above 1 MiB.',
    check(args) {
      const nodes = hasCount(args, 'cat', 1) ? allArguments(args, any) : null;
      return nodes && { type: TEXT, args: nodes };
    },
    evaluate: ({ args }, frame) => bounded(args.map((arg) => runText(arg, frame) ?? '').join('')),
    toSql({ args }, sql) {
      const joined = args.map((arg) => `coalesce(${sql.value(arg)}, '')`).join(' || ');
      return sql.onceOf(
        joined,
        (all) => `CASE WHEN octet_length(${all}) <= ${limits.outputBytes} THEN ${all} END`,
      );
    },
  },
  length: textFunction({
    name: 'length',
    label: { 'zh-CN': '字数', en: 'length' },
    summary: 'The number of Unicode code points.',
    type: NUMBER,
    digits: COUNT,
    compute: (value) => whole(countCodePoints(value)),
    write: (value) => `char_length(${value})::numeric`,
  }),
  upper: textFunction({
    name: 'upper',
    label: { 'zh-CN': '大写', en: 'upper case' },
    summary: 'Each code point in upper case on its own (`ß` stays).',
    type: TEXT,
    compute: toUpper,
    write: (value) => `upper(${value})`,
  }),
  lower: textFunction({
    name: 'lower',
    label: { 'zh-CN': '小写', en: 'lower case' },
    summary: 'Each code point in lower case on its own.',
    type: TEXT,
    compute: toLower,
    write: (value) => `lower(${value})`,
  }),
  trim: textFunction({
    name: 'trim',
    label: { 'zh-CN': '去除首尾空白', en: 'trimmed' },
    summary: 'Without white space at both ends, the ideographic space included.',
    type: TEXT,
    compute: trimSpaces,
    write: (value) => `btrim(${value}, E'${SPACES_SQL}')`,
  }),
  substr: {
    name: 'substr',
    label: { 'zh-CN': '截取文本', en: 'part of a text' },
    group: 'text',
    usage: 'text, start [, length]',
    summary:
      'From code point `start` (0 is the first, negative counts from the end), `length` long (negative leaves out at the end). Both written out.',
    check(args) {
      if (!hasCount(args, 'substr', 2, 3)) return null;
      const nodes = [argument(args, 0, text)];
      for (let index = 1; index < args.count; index++)
        nodes.push(writtenInteger(args, index, -1_000_000, 1_000_000));
      return nodes.includes(null) ? null : { type: TEXT, args: nodes as Node[] };
    },
    evaluate({ args: [value, start, length] }, frame) {
      const whole = runText(value!, frame);
      return whole === null
        ? null
        : slicePoints(whole, literalNumber(start!), length && literalNumber(length));
    },
    toSql({ args: [value, start, length] }, sql) {
      const from = literalNumber(start!);
      const rest =
        from < 0 ? `right(${sql.value(value!)}, ${-from})` : `substr(${sql.value(value!)}, ${from + 1})`;
      return length ? `left(${rest}, ${literalNumber(length)})` : rest;
    },
  },
  replace: {
    name: 'replace',
    label: { 'zh-CN': '替换文本', en: 'replaced text' },
    group: 'text',
    usage: 'text, from, to',
    summary:
      'Every `from` becomes `to`, both written out, `from` not "". Empty when the result is above 1 MiB.',
    check(args) {
      if (!hasCount(args, 'replace', 3, 3)) return null;
      const nodes = [argument(args, 0, text)];
      for (const index of [1, 2]) {
        const written = args.written(index);
        const isFit = typeof written === 'string' && (index === 2 || written !== '');
        nodes.push(
          isFit ? args.node(index, TEXT) : args.report(index, 'not_literal', { expected: kindName(TEXT) }),
        );
      }
      return nodes.includes(null) ? null : { type: TEXT, args: nodes as Node[] };
    },
    evaluate({ args: [value, from, to] }, frame) {
      const whole = runText(value!, frame);
      if (whole === null) return null;
      const parts = whole.split(literalText(from!));
      const growth = countBytes(literalText(to!)) - countBytes(literalText(from!));
      if (growth > 0 && countBytes(whole) + growth * (parts.length - 1) > limits.outputBytes) return null;
      return parts.join(literalText(to!));
    },
    toSql({ args: [value, from, to] }, sql) {
      const size = countBytes(literalText(from!));
      const growth = countBytes(literalText(to!)) - size;
      const [old, fresh] = [sql.value(from!), sql.value(to!)];
      if (growth <= 0) return `replace(${sql.value(value!)}, ${old}, ${fresh})`;
      return sql.once([value!], (all) => {
        const found = `(octet_length(${all}) - octet_length(replace(${all}, ${old}, ''))) / ${size}`;
        const bytes = `octet_length(${all}) + ${found}::bigint * ${growth}`;
        return `CASE WHEN ${bytes} <= ${limits.outputBytes} THEN replace(${all}, ${old}, ${fresh}) END`;
      });
    },
  },
} satisfies Record<string, Operator>;
