import { compareDecimal, evaluateCondition, type Type } from '@fieldwork/expression';
import type { Cell } from '../documents/decision-table.js';

/** A value as it is compared: decimals and text as they are written, instants in one notation. */
export type Compared = string | boolean;

/** A wire value as one to compare; null for empty and for what is no value of the type. */
export function comparedOf(value: unknown, type: Type): Compared | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return comparedOf((value as { id?: unknown }).id, type);
  if (type.kind !== 'datetime') return String(value);
  const at = Date.parse(String(value));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** -1, 0, 1: numbers by their value, everything else by code point, which for dates and instants is by time. */
export function compareValues(a: Compared, b: Compared, type: Type): number {
  if (type.kind === 'number') return compareDecimal(String(a), String(b));
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether a value fits a cell; a cell that is left out takes anything. */
export function fitsCell(cell: Cell | undefined, value: unknown, type: Type, context: never): boolean {
  if (cell === undefined) return true;
  if (cell.is === 'expression')
    return evaluateCondition(cell.expression as never, {
      types: { value: type },
      values: { value },
      context,
    });
  const compared = comparedOf(value, type);
  if (cell.is === 'empty') return compared === null;
  if (compared === null) return false;
  const order = (other: unknown) => {
    const read = comparedOf(other, type);
    return read === null ? null : compareValues(compared, read, type);
  };
  switch (cell.is) {
    case 'not_empty':
      return true;
    case 'in':
      return cell.values.some((one) => order(one) === 0);
    case 'not_in':
      return cell.values.every((one) => order(one) !== 0);
    case 'between': {
      const [from, to] = [order(cell.from), order(cell.to)];
      return from !== null && to !== null && from >= 0 && to <= 0;
    }
    default: {
      const at = order(cell.value);
      if (at === null) return false;
      if (cell.is === '<') return at < 0;
      if (cell.is === '<=') return at <= 0;
      return cell.is === '>' ? at > 0 : at >= 0;
    }
  }
}
