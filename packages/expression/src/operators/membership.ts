import type { Datum } from '../datum.js';
import type { Node } from '../node.js';
import type { Arguments, Checked, Frame, Operator, SqlWriter } from '../operator.js';
import { hasCount, kindName } from '../parameters.js';
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
  if (inner.type.kind === 'list' || inner.type.kind === 'rows') {
    return args.report(item, 'not_comparable', { type: kindName(inner.type) });
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
} satisfies Record<string, Operator>;
