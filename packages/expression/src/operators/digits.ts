import { limits } from '../limits.js';
import type { Digits, Node } from '../node.js';

/** Digits of a count, a part of a date, the length of a text. */
export const COUNT: Digits = { integer: 12, fraction: 0 };
/** Digits of a quotient after the point. */
export const QUOTIENT_FRACTION = 12;
/** A sum of up to 10^12 numbers has this many digits more. */
const SUMMED = 12;

export function digitsOf(node: Node): Digits {
  return node.digits ?? { integer: limits.integerDigits, fraction: limits.fractionDigits };
}

/** The most digits of several numbers; undefined when none is one. */
export function widest(nodes: readonly Node[]): Digits | undefined {
  const all = nodes.map(({ digits }) => digits).filter((digits) => digits !== undefined);
  if (all.length === 0) return undefined;
  return {
    integer: Math.max(...all.map(({ integer }) => integer)),
    fraction: Math.max(...all.map(({ fraction }) => fraction)),
  };
}

export function ofSum(node: Node): Digits {
  const { integer, fraction } = digitsOf(node);
  return { integer: integer + SUMMED, fraction };
}

export function ofQuotient(a: Digits, b: Digits): Digits {
  return { integer: a.integer + b.fraction + 1, fraction: QUOTIENT_FRACTION };
}
