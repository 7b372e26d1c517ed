import type { JsonValue } from '../scope.js';
import type { Random } from './random.js';

const STRAYS: readonly JsonValue[] = [
  null,
  true,
  0,
  1.5,
  '',
  'open',
  '10',
  '2026-02-28',
  [],
  [null],
  ['a', null],
  {},
  [[1]],
];

/**
 * An expression with one part replaced by another expression or a stray value. Most results are ill-typed; what
 * `check` accepts all the same has to run on both sides.
 */
export function mutate(expression: JsonValue, random: Random, other: () => JsonValue): JsonValue {
  const isWhole = typeof expression !== 'object' || expression === null;
  if (isWhole || random.chance(15)) return random.chance(50) ? random.pick(STRAYS) : other();
  if (Array.isArray(expression)) {
    const items = expression as readonly JsonValue[];
    if (items.length > 0 && random.chance(10)) return items.slice(1);
    const chosen = random.below(items.length);
    return items.map((item, index) => (index === chosen ? mutate(item, random, other) : item));
  }
  const entries = Object.entries(expression as Record<string, JsonValue>);
  return Object.fromEntries(
    entries.map(([name, args]) => [name, name === 'var' ? args : mutate(args, random, other)]),
  );
}
