import { check, type Expression, evaluate, type Scope, type Type } from '@fieldwork/expression';

/** An expression as it is written: one operator and its arguments; null for a literal. */
export function callOf(written: unknown): { name: string; args: readonly unknown[] } | null {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return null;
  const [name] = Object.keys(written);
  if (name === undefined) return null;
  const given = (written as Record<string, unknown>)[name];
  return { name: sameAs[name] ?? name, args: Array.isArray(given) ? given : [given] };
}

const sameAs: Readonly<Record<string, string>> = { '===': '==', '!==': '!=', not: '!', '?:': 'if' };

/** The path of a field, whether or not it has a default. */
export function pathOf(written: unknown): string | null {
  const call = callOf(written);
  if (call?.name === 'coalesce') return pathOf(call.args[0]);
  return call?.name === 'var' && typeof call.args[0] === 'string' ? call.args[0] : null;
}

export function typeOf(written: unknown, scope: Scope): Type | null {
  return check(written, scope.types).type;
}

export function resultOf(written: unknown, scope: Scope): unknown {
  return evaluate(written as Expression, scope);
}

/** A value as it is written in an expression of this type. */
export function literal(value: unknown, type: Type): unknown {
  if (type.kind === 'date') return { date: [value] };
  if (type.kind === 'datetime') return { datetime: [value] };
  return type.kind === 'number' ? { number: [{ text: [value] }] } : value;
}
