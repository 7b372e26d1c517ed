import type { Node } from '../node.js';
import { type Arguments, type Checked, type Operator } from '../operator.js';
import { allArguments, argument, asEmpty, hasCount, kindName, yesNo } from '../parameters.js';
import { isTrue, run } from '../run.js';
import { BOOLEAN, commonType, NULL, type Type } from '../types.js';
import { widest } from './digits.js';

function checkConditions(name: string, most?: number) {
  return (args: Arguments): Checked | null => {
    if (!hasCount(args, name, 1, most)) return null;
    const nodes = allArguments(args, yesNo);
    return nodes && { type: BOOLEAN, args: nodes };
  };
}

/**
 * The branches of a choice as one type: those that take their type from their surroundings are read last, by
 * what is wanted outside or by what the other branches are.
 */
function checkBranches(args: Arguments, indexes: readonly number[]): Map<number, Node> | null {
  const found = new Map<number, Node>();
  let type: Type = NULL;
  const byAdaptable = (a: number, b: number) => Number(args.isAdaptable(a)) - Number(args.isAdaptable(b));
  for (const index of [...indexes].sort(byAdaptable)) {
    const node = args.node(index, args.expected ?? (type.kind === 'null' ? undefined : type));
    if (!node) return null;
    const common = commonType(type, node.type);
    if (!common || common.kind === 'rows') {
      return args.report(index, 'different_types', { left: kindName(type), right: kindName(node.type) });
    }
    type = common;
    found.set(index, node);
  }
  for (const [index, node] of found) if (node.type.kind === 'null') found.set(index, asEmpty(type));
  return found;
}

function typeOf(branches: readonly Node[]): Type {
  return branches.reduce<Type>((type, node) => commonType(type, node.type) ?? type, NULL);
}

export const logicOperators = {
  and: {
    name: 'and',
    label: { 'zh-CN': '并且', en: 'and' },
    group: 'logic',
    usage: 'condition, …',
    summary: 'Every condition holds.',
    isCondition: true,
    check: checkConditions('and'),
    evaluate: ({ args }, frame) => args.every((arg) => isTrue(arg, frame)),
    toSql: ({ args }, sql) => args.map((arg) => sql.condition(arg)).join(' AND '),
  },
  or: {
    name: 'or',
    label: { 'zh-CN': '或者', en: 'or' },
    group: 'logic',
    usage: 'condition, …',
    summary: 'At least one condition holds.',
    isCondition: true,
    check: checkConditions('or'),
    evaluate: ({ args }, frame) => args.some((arg) => isTrue(arg, frame)),
    toSql: ({ args }, sql) => args.map((arg) => sql.condition(arg)).join(' OR '),
  },
  '!': {
    name: '!',
    aliases: ['not'],
    label: { 'zh-CN': '非', en: 'not' },
    group: 'logic',
    usage: 'condition',
    summary: 'The condition does not hold; an empty yes/no does not hold either.',
    check: checkConditions('!', 1),
    evaluate: ({ args }, frame) => !isTrue(args[0]!, frame),
    toSql: ({ args }, sql) => `${sql.condition(args[0]!)} IS NOT TRUE`,
  },
  '!!': {
    name: '!!',
    label: { 'zh-CN': '成立', en: 'holds' },
    group: 'logic',
    usage: 'condition',
    summary: 'The condition holds; turns an empty yes/no into no.',
    check: checkConditions('!!', 1),
    evaluate: ({ args }, frame) => isTrue(args[0]!, frame),
    toSql: ({ args }, sql) => `${sql.condition(args[0]!)} IS TRUE`,
  },
  if: {
    name: 'if',
    aliases: ['?:'],
    label: { 'zh-CN': '如果', en: 'if' },
    group: 'logic',
    usage: 'condition, then, [condition, then, …] [else]',
    summary: 'The value after the first condition that holds, else the last; empty when there is no else.',
    check(args): Checked | null {
      if (!hasCount(args, 'if', 2)) return null;
      const isConditionAt = (index: number) => index % 2 === 0 && index < args.count - 1;
      const indexes = Array.from({ length: args.count }, (_, index) => index);
      const branches = checkBranches(
        args,
        indexes.filter((index) => !isConditionAt(index)),
      );
      const nodes = indexes.map((index) =>
        isConditionAt(index) ? argument(args, index, yesNo) : branches?.get(index),
      );
      if (!branches || nodes.some((node) => !node)) return null;
      const type = typeOf([...branches.values()]);
      return { type, args: nodes as Node[], digits: widest([...branches.values()]) };
    },
    evaluate({ args }, frame) {
      for (let index = 0; index + 1 < args.length; index += 2) {
        if (isTrue(args[index]!, frame)) return run(args[index + 1]!, frame);
      }
      return args.length % 2 === 1 ? run(args.at(-1)!, frame) : null;
    },
    toSql({ args }, sql) {
      const parts: string[] = [];
      for (let index = 0; index + 1 < args.length; index += 2) {
        parts.push(`WHEN ${sql.condition(args[index]!)} THEN ${sql.value(args[index + 1]!)}`);
      }
      const otherwise = args.length % 2 === 1 ? ` ELSE ${sql.value(args.at(-1)!)}` : '';
      return `CASE ${parts.join(' ')}${otherwise} END`;
    },
  },
  coalesce: {
    name: 'coalesce',
    label: { 'zh-CN': '首个非空值', en: 'first that is there' },
    group: 'logic',
    usage: 'a, b, …',
    summary: 'The first argument that is not empty (an empty text `""` is a value here).',
    check(args): Checked | null {
      if (!hasCount(args, 'coalesce', 1)) return null;
      const branches = checkBranches(
        args,
        Array.from({ length: args.count }, (_, index) => index),
      );
      if (!branches) return null;
      const nodes = Array.from({ length: args.count }, (_, index) => branches.get(index)!);
      return { type: typeOf(nodes), args: nodes, digits: widest(nodes) };
    },
    evaluate({ args }, frame) {
      for (const arg of args) {
        const value = run(arg, frame);
        if (value !== null) return value;
      }
      return null;
    },
    toSql: ({ args }, sql) => `coalesce(${args.map((arg) => sql.value(arg)).join(', ')})`,
  },
} satisfies Record<string, Operator>;
