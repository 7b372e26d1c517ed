import { findOperator } from '@fieldwork/expression';
import { type ExpressionJson, type Locale, localize } from '@fieldwork/metadata';
import { infix, printExpression } from './expression-print.js';
import type { Names } from './field-names.js';
import { argumentsOf, isNode, type Operand, readOperand } from './operand.js';

type Words = (key: WordKey, values?: Record<string, string | number>) => string;
type WordKey =
  | 'today'
  | 'now'
  | 'later'
  | 'earlier'
  | 'current_user'
  | 'call'
  | 'list_join'
  | `unit_${'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'}`;

/** Says what is compared: a field by its name, a function by its words, a day counted from now. */
export function sayExpression(expression: ExpressionJson, names: Names, locale: Locale, t: Words): string {
  if (!isNode(expression))
    return typeof expression === 'string' ? expression : printExpression(expression, names);
  const operand = readOperand(expression);
  if (operand.by !== 'formula') return sayOperand(operand, names, locale, t);
  const [name, args] = argumentsOf(expression);
  if (name === 'user' && args[0] === 'id') return t('current_user');
  const operator = infix[name] ? undefined : findOperator(name);
  if (!operator) return printExpression(expression, names);
  const said = args.filter((one) => one !== undefined).map((one) => sayExpression(one, names, locale, t));
  return t('call', { name: localize(operator.label, locale), of: said.join(t('list_join')) });
}

export function sayOperand(operand: Operand, names: Names, locale: Locale, t: Words): string {
  if (operand.by === 'field') return names.words.get(operand.path) ?? operand.path;
  if (operand.by === 'formula') return sayExpression(operand.expression, names, locale, t);
  const base = t(operand.base);
  if (operand.amount === 0) return base;
  const values = { base, n: Math.abs(operand.amount), unit: t(`unit_${operand.unit}`) };
  return t(operand.amount > 0 ? 'later' : 'earlier', values);
}
