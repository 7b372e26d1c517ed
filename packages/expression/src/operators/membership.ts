import type { Datum } from '../datum.js';
import type { Node } from '../node.js';
import type { Arguments, Checked, Frame, Operator, SqlWriter } from '../operator.js';
import { allArguments, hasCount, kindName, text } from '../parameters.js';
import { run, runList, runText } from '../run.js';
import { BOOLEAN, fits, TEXT, type Type } from '../types.js';
import { compareData } from './comparison.js';

const LIST: Type = { kind: 'list', of: TEXT };

interface Sides {
  readonly item: number;
  readonly whole: number;
}

/** A text in a text, or an item in a list; whichever side has a type of its own says how the other is read. */
function checkMembership(args: Arguments, name: string, { item, whole }: Sides): Checked | null {
  if (!hasCount(args, name, 2, 2)) return null;
  if (args.written(item) === null) return args.report(item, 'compare_with_null');
  const nodes: Node[] = [];
  const listFirst = !args.isAdaptable(whole);
  const first = listFirst ? args.node(whole) : args.node(item);
  if (!first) return null;
  const wanted: Type = listFirst ? itemType(first.type) : { kind: 'list', of: first.type };
  const second = listFirst
    ? args.node(item, wanted)
    : args.node(whole, Array.isArray(args.written(whole)) ? wanted : TEXT);
  if (!second) return null;
  nodes[whole] = listFirst ? first : second;
  nodes[item] = listFirst ? second : first;
  const [inner, outer] = [nodes[item], nodes[whole]];
  if (outer.type.kind !== 'list' && !fits(outer.type, TEXT)) {
    return args.report(whole, 'wrong_type', { expected: kindName(LIST), actual: kindName(outer.type) });
  }
  const of = itemType(outer.type);
  if (!fits(inner.type, of) && !fits(of, inner.type)) {
    return args.report(item, 'different_types', { left: kindName(inner.type), right: kindName(of) });
  }
  return { type: BOOLEAN, args: nodes };
}

function itemType(type: Type): Type {
  return type.kind === 'list' ? type.of : TEXT;
}

function isMember(item: Node, whole: Node, frame: Frame): boolean {
  const value = run(item, frame);
  if (value === null) return false;
  if (whole.type.kind !== 'list') return runText(whole, frame)?.includes(value as string) ?? false;
  return runList(whole, frame).some((other) => compareData(other as Datum, value, item.type) === 0);
}

/** A literal list is one parameter, `"status" = ANY($1)`; a stored list keeps the shape its GIN index serves. */
function writeMembership(item: Node, whole: Node, sql: SqlWriter): string {
  if (whole.type.kind !== 'list') return `strpos(${sql.value(whole)}, ${sql.value(item)}) > 0`;
  if (whole.kind === 'variable') return `${sql.value(whole)} @> ARRAY[${sql.value(item)}]`;
  return `${sql.beside(item, whole)} = ANY(${sql.beside(whole, item)})`;
}

interface ListPair extends Pick<Operator, 'name' | 'label' | 'summary'> {
  readonly sql: string;
  readonly holds: (
    list: readonly unknown[],
    wanted: readonly unknown[],
    same: (a: unknown, b: unknown) => boolean,
  ) => boolean;
}

function listPair({ sql, holds, ...naming }: ListPair): Operator {
  return {
    ...naming,
    group: 'comparison',
    usage: 'list, list',
    isCondition: true,
    check(args) {
      if (!hasCount(args, naming.name, 2, 2)) return null;
      const order = args.isAdaptable(0) ? [1, 0] : [0, 1];
      const first = args.node(order[0]!);
      const second = first && args.node(order[1]!, first.type);
      if (!second) return null;
      for (const [index, node] of [
        [order[0]!, first],
        [order[1]!, second],
      ] as const) {
        if (node.type.kind !== 'list')
          return args.report(index, 'wrong_type', { expected: kindName(LIST), actual: kindName(node.type) });
      }
      if (!fits(second.type, first.type) && !fits(first.type, second.type)) {
        return args.report(order[1]!, 'different_types', {
          left: kindName(first.type),
          right: kindName(second.type),
        });
      }
      return { type: BOOLEAN, args: order[0] === 0 ? [first, second] : [second, first] };
    },
    evaluate({ args: [list, wanted] }, frame) {
      const [left, right] = [run(list!, frame), run(wanted!, frame)];
      if (left === null || right === null) return false;
      const type = itemType(list!.type);
      const same = (a: unknown, b: unknown) => compareData(a as Datum, b as Datum, type) === 0;
      return holds(left as readonly unknown[], right as readonly unknown[], same);
    },
    toSql: ({ args: [list, wanted] }, writer) =>
      `${writer.beside(list!, wanted!)} ${sql} ${writer.beside(wanted!, list!)}`,
  };
}

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

export const membershipOperators = {
  in: {
    name: 'in',
    label: { 'zh-CN': '属于', en: 'is one of' },
    group: 'comparison',
    usage: 'item, list | part, text',
    summary: 'The item is in the list, or the part is in the text.',
    isCondition: true,
    check: (args) => checkMembership(args, 'in', { item: 0, whole: 1 }),
    evaluate: ({ args: [item, whole] }, frame) => isMember(item!, whole!, frame),
    toSql: ({ args: [item, whole] }, sql) => writeMembership(item!, whole!, sql),
  },
  contains: {
    name: 'contains',
    label: { 'zh-CN': '包含', en: 'contains' },
    group: 'comparison',
    usage: 'list, item | text, part',
    summary: 'The list has the item, or the text has the part.',
    isCondition: true,
    check: (args) => checkMembership(args, 'contains', { item: 1, whole: 0 }),
    evaluate: ({ args: [whole, item] }, frame) => isMember(item!, whole!, frame),
    toSql: ({ args: [whole, item] }, sql) => writeMembership(item!, whole!, sql),
  },
  containsAny: listPair({
    name: 'containsAny',
    label: { 'zh-CN': '包含任一', en: 'contains any of' },
    summary: 'The lists have an item in common.',
    sql: '&&',
    holds: (list, wanted, same) => wanted.some((item) => list.some((other) => same(other, item))),
  }),
  containsAll: listPair({
    name: 'containsAll',
    label: { 'zh-CN': '包含全部', en: 'contains all of' },
    summary: 'Every item of the second list is in the first.',
    sql: '@>',
    holds: (list, wanted, same) => wanted.every((item) => list.some((other) => same(other, item))),
  }),
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
