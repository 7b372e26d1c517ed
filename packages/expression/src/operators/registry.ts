import type { Operator } from '../operator.js';
import { arithmeticOperators } from './arithmetic.js';
import { comparisonOperators } from './comparison.js';
import { contextOperators } from './context.js';
import { conversionOperators } from './conversions.js';
import { dateDiffOperators } from './date-diff.js';
import { datePartOperators } from './date-parts.js';
import { dateOperators } from './dates.js';
import { extremeOperators } from './extremes.js';
import { listOperators } from './lists.js';
import { logicOperators } from './logic.js';
import { membershipOperators } from './membership.js';
import { presenceOperators } from './presence.js';
import { quantifierOperators } from './quantifiers.js';
import { textOperators } from './text.js';
import { workingTimeOperators } from './working-time.js';

/** Every operator by its name. `var` is no operator: it is how a field is written. */
export const operators = {
  ...comparisonOperators,
  ...membershipOperators,
  ...presenceOperators,
  ...logicOperators,
  ...arithmeticOperators,
  ...textOperators,
  ...conversionOperators,
  ...dateOperators,
  ...dateDiffOperators,
  ...datePartOperators,
  ...workingTimeOperators,
  ...listOperators,
  ...extremeOperators,
  ...quantifierOperators,
  ...contextOperators,
} satisfies Record<string, Operator>;

export type OperatorName = keyof typeof operators;

const byName = new Map<string, Operator>();
for (const operator of Object.values<Operator>(operators)) {
  byName.set(operator.name, operator);
  for (const alias of operator.aliases ?? []) byName.set(alias, operator);
}

/** The operator of a name or alias. */
export function findOperator(name: string): Operator | undefined {
  return byName.get(name);
}

export const operatorNames: readonly string[] = [...byName.keys(), 'var'];
