import { lowerExceptions, upperExceptions } from './case-exceptions.js';

/** -1, 0 or 1 by Unicode code point; JavaScript's own `<` compares UTF-16 units and misplaces emoji. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return rank(left) < rank(right) ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** Surrogates stand for code points above all others, so they rank above the units U+E000 to U+FFFF. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The number of code points. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Upper case one code point at a time, as PostgreSQL's builtin C.UTF-8 does: `ß` stays `ß`. */
export function toUpper(text: string): string {
  return mapCodePoints(text, (character) => character.toUpperCase(), upperExceptions);
}

/** Lower case one code point at a time: a final sigma is `σ`. */
export function toLower(text: string): string {
  return mapCodePoints(text, (character) => character.toLowerCase(), lowerExceptions);
}

function mapCodePoints(
  text: string,
  map: (character: string) => string,
  exceptions: ReadonlyMap<string, string>,
): string {
  let result = '';
  for (const character of text) result += exceptions.get(character) ?? mapOne(character, map);
  return result;
}

function mapOne(character: string, map: (character: string) => string): string {
  const mapped = map(character);
  return mapped.length <= 2 && countCodePoints(mapped) === 1 ? mapped : character;
}

/** Part of a text by code points: from `start` (negative: from the end), `length` long (negative: leave out at the end). */
export function slicePoints(text: string, start: number, length?: number): string {
  const points = [...text].slice(start);
  return points.slice(0, length).join('');
}

/** White space that `trim` takes off, the same set in PostgreSQL. */
export const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Without white space at both ends. */
export function trimSpaces(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACES.includes(text[start]!)) start += 1;
  while (end > start && SPACES.includes(text[end - 1]!)) end -= 1;
  return text.slice(start, end);
}

/** The length in UTF-8. */
export function countBytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
