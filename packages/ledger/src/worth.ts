import { addDecimals, compareDecimal, multiplyDecimals, shareOfDecimal } from '@fieldwork/expression';
import type { Balance, Movement } from './state.js';

const places = 2;

/** What is moved when `quantity` is taken out of an account: its share, and all of the value with the last of it. */
export function worthTaken(
  account: Pick<Balance, 'quantity' | 'value' | 'isFree'>,
  quantity: string,
  { cost, worth }: Pick<Movement, 'cost' | 'worth'>,
  method: 'moving_average' | 'standard',
): string {
  const atCost = worth ?? multiplyDecimals(cost, quantity, places);
  if (account.isFree) return atCost;
  if (compareDecimal(quantity, account.quantity) >= 0) return account.value;
  if (method === 'moving_average' && worth === null)
    return shareOfDecimal(account.value, quantity, account.quantity, places);
  return compareDecimal(atCost, account.value) > 0 ? account.value : atCost;
}

/** What comes from nowhere is worth its cost. */
export function worthAdded(quantity: string, { cost, worth }: Pick<Movement, 'cost' | 'worth'>): string {
  return worth ?? multiplyDecimals(cost, quantity, places);
}

/** A value with a quantity added or taken away. */
export function added(value: string, more: string, isTaken: boolean): string {
  return addDecimals(value, isTaken ? negated(more) : more);
}

export function negated(decimal: string): string {
  if (decimal.startsWith('-')) return decimal.slice(1);
  return compareDecimal(decimal, '0') === 0 ? '0' : `-${decimal}`;
}
