import type { Message } from './issue.js';
import { kindNames } from './messages.js';
import type { Node } from './node.js';
import type { Arguments } from './operator.js';
import { BOOLEAN, DATE, DATETIME, fits, type Kind, NUMBER, TEXT, type Type } from './types.js';

/** What an argument may be: the kinds it takes, the first of which an empty literal is read as. */
export interface Parameter {
  readonly accepts: readonly Type[];
}

export const text: Parameter = { accepts: [TEXT] };
export const number: Parameter = { accepts: [NUMBER] };
export const yesNo: Parameter = { accepts: [BOOLEAN] };
export const datetime: Parameter = { accepts: [DATETIME] };
export const dateOrDatetime: Parameter = { accepts: [DATE, DATETIME] };

/** An argument of one of the parameter's types; null when it has been reported as something else. */
export function argument(args: Arguments, index: number, parameter: Parameter): Node | null {
  const [first] = parameter.accepts;
  const node = args.node(index, readAs(args.written(index), parameter) ?? first);
  if (!node) return null;
  if (node.type.kind === 'null') return asEmpty(first!);
  if (parameter.accepts.some((type) => fits(node.type, type))) return node;
  return args.report(index, 'wrong_type', { expected: kindList(parameter), actual: kindName(node.type) });
}

/** A written instant is not a date, so a parameter that takes both reads a literal by its looks. */
function readAs(written: unknown, { accepts }: Parameter): Type | undefined {
  if (accepts.length < 2 || typeof written !== 'string') return undefined;
  return accepts.find(({ kind }) => kind === (written.includes('T') ? 'datetime' : 'date'));
}

/** Empty, of a given type: what is typed as empty is never anything else. */
export function asEmpty(type: Type): Node {
  const digits = type.kind === 'number' ? { integer: 1, fraction: 0 } : undefined;
  return { kind: 'literal', type, value: null, digits };
}

/** Reports a wrong number of arguments. `most` is left out when there is no upper bound. */
export function hasCount(
  args: Arguments,
  name: string,
  least: number,
  most = Number.POSITIVE_INFINITY,
): boolean {
  if (args.count >= least && args.count <= most) return true;
  const expected =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `≥ ${least}` : `${least}–${most}`;
  args.report(null, 'wrong_argument_count', { name, expected, actual: args.count });
  return false;
}

/** All arguments of a call, one parameter each, the last of them repeated; null when one was reported. */
export function allArguments(args: Arguments, ...parameters: readonly Parameter[]): Node[] | null {
  const nodes: (Node | null)[] = [];
  for (let index = 0; index < args.count; index++) {
    nodes.push(argument(args, index, parameters[Math.min(index, parameters.length - 1)]!));
  }
  return nodes.every((node): node is Node => node !== null) ? (nodes as Node[]) : null;
}

/** An argument that must be written out as one of a few words, such as a unit of time. */
export function writtenOption<Option extends string>(
  args: Arguments,
  index: number,
  options: readonly Option[],
): Node | null {
  const written = args.written(index);
  if (options.includes(written as Option)) return args.node(index, TEXT);
  return args.report(index, 'not_an_option', { expected: options.join(', ') });
}

/** An argument that must be written out as a whole number within bounds. */
export function writtenInteger(args: Arguments, index: number, least: number, most: number): Node | null {
  const written = args.written(index);
  const isFit =
    typeof written === 'number' && Number.isInteger(written) && written >= least && written <= most;
  return isFit
    ? args.node(index, NUMBER)
    : args.report(index, 'not_literal', { expected: `${least} … ${most}` });
}

export function kindName({ kind }: Type): Message {
  return kindNames[kind];
}

function kindList({ accepts }: Parameter): Message {
  const kinds: Kind[] = accepts.map(({ kind }) => kind);
  return {
    'zh-CN': kinds.map((kind) => kindNames[kind]['zh-CN']).join('或'),
    en: kinds.map((kind) => kindNames[kind].en).join(' or '),
  };
}
