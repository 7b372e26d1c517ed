/** Bounds every expression lives within; they are checked before anything is computed. */
export const limits = {
  /** Operators nested inside one another. */
  depth: 32,
  /** Operators, variables and literals of one expression. */
  nodes: 2000,
  /** Items of one written list. */
  listItems: 1000,
  /** UTF-8 bytes of a text that `cat` or `replace` may produce; a longer one is empty. */
  outputBytes: 1_048_576,
  /** Digits before the point of a stored or written number. */
  integerDigits: 40,
  /** Digits after the point of a stored or written number. */
  fractionDigits: 20,
  /** Digits, on either side of the point, that a computation could reach at most. */
  computedDigits: 500,
} as const;
