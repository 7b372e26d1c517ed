import { writeInstant } from '../datetime.js';
import { type Exact, readDecimal, writeDecimal } from '../decimal.js';
import { limits } from '../limits.js';
import type { Operator } from '../operator.js';
import { argument, asEmpty, hasCount, kindName, text } from '../parameters.js';
import { run } from '../run.js';
import { NUMBER, TEXT } from '../types.js';

const WRITTEN_NUMBER = `^[+-]?[0-9]{1,${limits.integerDigits}}(\\.[0-9]{1,${limits.fractionDigits}})?$`;
const NUMBER_PATTERN = new RegExp(WRITTEN_NUMBER);

export const conversionOperators = {
  number: {
    name: 'number',
    label: { 'zh-CN': '转为数字', en: 'as a number' },
    group: 'text',
    usage: 'text',
    summary: 'The number a text writes (`-12.50`, no spaces, no exponent); empty when it writes none.',
    check(args) {
      if (!hasCount(args, 'number', 1, 1)) return null;
      const node = args.node(0);
      if (!node) return null;
      if (node.type.kind === 'number') return { type: NUMBER, args: [node], digits: node.digits };
      const value = argument(args, 0, text);
      const digits = { integer: limits.integerDigits, fraction: limits.fractionDigits };
      return value && { type: NUMBER, args: [value], digits };
    },
    evaluate({ args: [value] }, frame) {
      const written = run(value!, frame);
      if (typeof written !== 'string') return written;
      return NUMBER_PATTERN.test(written) ? readDecimal(written) : null;
    },
    toSql({ args: [value] }, sql) {
      if (value!.type.kind === 'number') return sql.value(value!);
      return sql.once(
        [value!],
        (written) => `CASE WHEN ${written} ~ '${WRITTEN_NUMBER}' THEN ${written}::numeric END`,
      );
    },
  },
  text: {
    name: 'text',
    label: { 'zh-CN': '转为文本', en: 'as a text' },
    group: 'text',
    usage: 'value',
    summary:
      'A number without trailing zeros, `true`/`false`, a date or instant in ISO form, a reference as its id.',
    check(args) {
      if (!hasCount(args, 'text', 1, 1)) return null;
      const node = args.node(0);
      if (!node) return null;
      if (node.type.kind === 'null') return { type: TEXT, args: [asEmpty(TEXT)] };
      if (node.type.kind !== 'list' && node.type.kind !== 'rows') return { type: TEXT, args: [node] };
      return args.report(0, 'wrong_type', { expected: kindName(TEXT), actual: kindName(node.type) });
    },
    evaluate({ args: [value] }, frame) {
      const datum = run(value!, frame);
      if (datum === null) return null;
      if (value!.type.kind === 'number') return writeDecimal(datum as Exact);
      return value!.type.kind === 'datetime' ? writeInstant(datum as number) : String(datum);
    },
    toSql({ args: [value] }, sql) {
      const written = sql.value(value!);
      if (value!.type.kind === 'number') return `trim_scale(${written})::text`;
      if (value!.type.kind === 'date') return `to_char(${written}, 'YYYY-MM-DD')`;
      if (value!.type.kind !== 'datetime') return `${written}::text`;
      return `to_char(${written} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    },
  },
} satisfies Record<string, Operator>;
