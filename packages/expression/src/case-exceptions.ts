/**
 * Where case mapping one code point at a time in JavaScript and in PostgreSQL 18 (builtin C.UTF-8, Unicode 16)
 * differ, found by comparing every code point. The result is PostgreSQL's.
 */
function range(from: number, to: number, shift: number): [string, string][] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    return [String.fromCodePoint(from + index), String.fromCodePoint(from + index + shift)];
  });
}

/** Letters with cases since Unicode 17, which PostgreSQL 18 leaves alone. */
const UNICODE_17 = [...range(0xa7ce, 0xa7cf, 0), ...range(0xa7d2, 0xa7d5, 0), ...range(0x16ea0, 0x16ed3, 0)];

/** Greek letters with an iota below have a single capital, which JavaScript spells with two letters. */
const GREEK_IOTA = [
  ...range(0x1f80, 0x1f87, 8),
  ...range(0x1f90, 0x1f97, 8),
  ...range(0x1fa0, 0x1fa7, 8),
  ...[0x1fb3, 0x1fc3, 0x1ff3].flatMap((letter) => range(letter, letter, 9)),
];

export const upperExceptions: ReadonlyMap<string, string> = new Map([...UNICODE_17, ...GREEK_IOTA]);

/** The Turkish capital I with a dot loses its dot instead of becoming two code points. */
export const lowerExceptions: ReadonlyMap<string, string> = new Map([...UNICODE_17, ['\u0130', 'i']]);
