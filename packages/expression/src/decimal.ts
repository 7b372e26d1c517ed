import { Decimal } from 'decimal.js';
import { limits } from './limits.js';

/**
 * Exact decimals. The precision is above twice `limits.computedDigits` on both sides of the point, so that no
 * operation below ever rounds by itself; rounding is always asked for and goes half away from zero, as numeric
 * does in PostgreSQL.
 */
const Exact = Decimal.clone({
  precision: 2200,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Exact = Decimal;

const WRITTEN = /^[+-]?(\d+)(?:\.(\d+))?$/;
const PLACES = 12;
const SHIFT = new Exact(10).pow(PLACES + 1);
export const ZERO = new Exact(0);

/** Reads a decimal string or a JSON number; null when it is neither, or has more digits than the limits allow. */
export function readDecimal(input: unknown): Exact | null {
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) return null;
    return readDecimal(new Exact(input).toFixed());
  }
  if (typeof input !== 'string' || input.length > 100) return null;
  const match = WRITTEN.exec(input);
  if (!match || significant(match[1]!) > limits.integerDigits) return null;
  if ((match[2]?.length ?? 0) > limits.fractionDigits) return null;
  return new Exact(input);
}

function significant(integer: string): number {
  return integer.replace(/^0+/, '').length;
}

/** A whole number as an exact decimal. */
export function whole(value: number): Exact {
  return new Exact(value);
}

/** The shortest plain notation: no exponent, no trailing zeros, never `-0`. */
export function writeDecimal(value: Exact): string {
  return value.isZero() ? '0' : value.toFixed();
}

/**
 * `a / b` rounded to 12 places, half away from zero; null when `b` is zero. Truncating at the 13th place first
 * loses nothing: that digit alone decides the rounding.
 */
export function divide(a: Exact, b: Exact): Exact | null {
  if (b.isZero()) return null;
  return new Exact(a)
    .times(SHIFT)
    .dividedToIntegerBy(b)
    .div(SHIFT)
    .toDecimalPlaces(PLACES, Decimal.ROUND_HALF_UP);
}

/** The remainder with the sign of `a`; null when `b` is zero. */
export function remainder(a: Exact, b: Exact): Exact | null {
  return b.isZero() ? null : a.mod(b);
}

/** Rounded to `places` digits after the point, half away from zero. */
export function roundTo(value: Exact, places: number): Exact {
  return value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** Cut to a whole number, towards zero. */
export function truncate(value: Exact): Exact {
  return value.trunc();
}

/**
 * A decimal as it is stored and sent: only a plus sign and leading zeros go, trailing zeros stay. Null when the
 * input is no decimal, has more than `scale` digits after the point, or is beyond the limits.
 */
export function canonicalDecimal(input: unknown, scale: number = limits.fractionDigits): string | null {
  const value = readDecimal(input);
  if (value === null) return null;
  const text = typeof input === 'string' ? input : writeDecimal(value);
  const match = WRITTEN.exec(text)!;
  const fraction = match[2] ?? '';
  if (fraction.length > scale) return null;
  const integer = match[1]!.replace(/^0+(?=\d)/, '');
  const sign = text.startsWith('-') && !value.isZero() ? '-' : '';
  return fraction === '' ? `${sign}${integer}` : `${sign}${integer}.${fraction}`;
}

/** -1, 0 or 1 for two decimals on the wire. Throws a RangeError when one of them is no decimal. */
export function compareDecimal(a: string | number, b: string | number): number {
  const left = readDecimal(a);
  const right = readDecimal(b);
  if (left === null || right === null) throw new RangeError(`not a decimal: ${left === null ? a : b}`);
  return left.comparedTo(right);
}

/** The exact sum of decimals on the wire, in the shortest notation. Throws a RangeError on anything else. */
export function addDecimals(...values: readonly (string | number)[]): string {
  let sum: Exact = ZERO;
  for (const value of values) {
    const read = readDecimal(value);
    if (read === null) throw new RangeError(`not a decimal: ${value}`);
    sum = sum.plus(read);
  }
  return writeDecimal(sum);
}

/** The exact product of decimals on the wire, rounded to `places`. Throws a RangeError on anything else. */
export function multiplyDecimals(a: string, b: string, places: number): string {
  return writeDecimal(roundTo(demand(a).times(demand(b)), places));
}

/** `whole * part / of` rounded to `places`: the share of a value that a part of a quantity has. `of` is not zero. */
export function shareOfDecimal(whole: string, part: string, of: string, places: number): string {
  const share = divide(demand(whole).times(demand(part)), demand(of));
  if (share === null) throw new RangeError('a share of nothing');
  return writeDecimal(roundTo(share, places));
}

function demand(input: string): Exact {
  const read = readDecimal(input);
  if (read === null) throw new RangeError(`not a decimal: ${input}`);
  return read;
}
