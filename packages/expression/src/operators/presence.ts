import type { Datum } from '../datum.js';
import type { Node } from '../node.js';
import type { Arguments, Checked, Operator, SqlWriter } from '../operator.js';
import { allArguments, hasCount, text } from '../parameters.js';
import { run, runText } from '../run.js';
import { BOOLEAN } from '../types.js';

interface TextTest extends Pick<Operator, 'name' | 'label' | 'summary'> {
  readonly test: (text: string, part: string) => boolean;
  readonly write: (text: Node, part: Node, sql: SqlWriter) => string;
}

function textTest({ test, write, ...naming }: TextTest): Operator {
  return {
    ...naming,
    group: 'comparison',
    usage: 'text, part',
    isCondition: true,
    check(args) {
      const nodes = hasCount(args, naming.name, 2, 2) ? allArguments(args, text) : null;
      return nodes && { type: BOOLEAN, args: nodes };
    },
    evaluate({ args: [value, part] }, frame) {
      const [whole, wanted] = [runText(value!, frame), runText(part!, frame)];
      return whole !== null && wanted !== null && test(whole, wanted);
    },
    toSql: ({ args: [value, part] }, sql) => write(value!, part!, sql),
  };
}

function isEmptyDatum(value: Datum): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function checkAny(name: string) {
  return (args: Arguments): Checked | null => {
    const node = hasCount(args, name, 1, 1) ? args.node(0) : null;
    return node && { type: BOOLEAN, args: [node] };
  };
}

export const presenceOperators = {
  startsWith: textTest({
    name: 'startsWith',
    label: { 'zh-CN': '开头是', en: 'starts with' },
    summary: 'The text begins with the part.',
    test: (whole, part) => whole.startsWith(part),
    write: (whole, part, sql) => `starts_with(${sql.value(whole)}, ${sql.value(part)})`,
  }),
  endsWith: textTest({
    name: 'endsWith',
    label: { 'zh-CN': '结尾是', en: 'ends with' },
    summary: 'The text ends with the part.',
    test: (whole, part) => whole.endsWith(part),
    write: (whole, part, sql) =>
      sql.once([whole, part], (all, end) => `right(${all}, char_length(${end})) = ${end}`),
  }),
  isEmpty: {
    name: 'isEmpty',
    label: { 'zh-CN': '为空', en: 'is empty' },
    group: 'comparison',
    usage: 'value',
    summary: 'There is no value, an empty text, or a list or sub-table without items.',
    check: checkAny('isEmpty'),
    evaluate: ({ args }, frame) => isEmptyDatum(run(args[0]!, frame)),
    toSql({ args: [value] }, sql) {
      if (value!.type.kind === 'rows')
        return sql.over(value!, (_item, from) => `NOT EXISTS (SELECT 1 ${from})`);
      if (value!.type.kind === 'list') return `coalesce(cardinality(${sql.value(value!)}), 0) = 0`;
      if (value!.type.kind !== 'text') return `${sql.value(value!)} IS NULL`;
      return sql.once([value!], (written) => `${written} IS NULL OR ${written} = ''`);
    },
  },
  isNotEmpty: {
    name: 'isNotEmpty',
    label: { 'zh-CN': '不为空', en: 'is not empty' },
    group: 'comparison',
    usage: 'value',
    summary: 'The opposite of `isEmpty`.',
    isCondition: true,
    check: checkAny('isNotEmpty'),
    evaluate: ({ args }, frame) => !isEmptyDatum(run(args[0]!, frame)),
    toSql({ args: [value] }, sql) {
      if (value!.type.kind === 'rows') return sql.over(value!, (_item, from) => `EXISTS (SELECT 1 ${from})`);
      if (value!.type.kind === 'list') return `cardinality(${sql.value(value!)}) > 0`;
      return value!.type.kind === 'text' ? `${sql.value(value!)} <> ''` : `${sql.value(value!)} IS NOT NULL`;
    },
  },
} satisfies Record<string, Operator>;
