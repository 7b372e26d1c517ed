import type { ExpressionJson } from '@fieldwork/metadata';

export const momentUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type MomentUnit = (typeof momentUnits)[number];

/** What a field is compared with when it is not a value: another field, a day counted from now, or a formula. */
export type Operand =
  | { by: 'field'; path: string }
  | { by: 'moment'; base: 'today' | 'now'; amount: number; unit: MomentUnit }
  | { by: 'formula'; expression: ExpressionJson };

export function isOperand(value: unknown): value is Operand {
  return isNode(value) && typeof value.by === 'string';
}

export function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Arguments of a node: `{ "!": x }` and `{ "!": [x] }` say the same. */
export function argumentsOf(node: Record<string, unknown>): [name: string, args: ExpressionJson[]] {
  const [name = '', given] = Object.entries(node)[0] ?? [];
  return [name, (Array.isArray(given) ? given : [given]) as ExpressionJson[]];
}

export function readOperand(node: Record<string, unknown>): Operand {
  if (typeof node.var === 'string') return { by: 'field', path: node.var };
  return readMoment(node) ?? { by: 'formula', expression: node as ExpressionJson };
}

function readMoment(node: Record<string, unknown>): Operand | null {
  const [name, args] = argumentsOf(node);
  if ((name === 'today' || name === 'now') && isBare(args))
    return { by: 'moment', base: name, amount: 0, unit: 'day' };
  if (name !== 'dateAdd' || args.length !== 3) return null;
  const [from, amount, unit] = args;
  const base = isNode(from) ? readMoment(from) : null;
  if (base?.by !== 'moment' || base.amount !== 0 || typeof amount !== 'number') return null;
  const known = momentUnits.find((one) => one === unit);
  return known ? { ...base, amount, unit: known } : null;
}

function isBare(args: readonly unknown[]): boolean {
  return args.every((one) => one === undefined || one === null);
}

export function operandLogic(operand: Operand): ExpressionJson {
  if (operand.by === 'field') return { var: operand.path };
  if (operand.by === 'formula') return operand.expression;
  const base: ExpressionJson = { [operand.base]: [] };
  return operand.amount === 0 ? base : { dateAdd: [base, operand.amount, operand.unit] };
}
