import type { RecordData } from '@fieldwork/api-contract';
import { addDecimals, type Context, compareDecimal, evaluateCondition } from '@fieldwork/expression';
import { boundFilter, type ExpressionJson, type Instead, idOf, isBlank } from '@fieldwork/metadata';
import { bindFilter, both } from './reference-filter.js';

type Values = Readonly<Record<string, unknown>>;

/** The ids that a record names in place of itself, in the order in which it names them. */
export function insteadIds({ rows, item }: Instead, record: RecordData): string[] {
  const named = Array.isArray(record[rows]) ? (record[rows] as Values[]) : [];
  const ids = named.flatMap((row) => idOf(row[item]) ?? []);
  return [...new Set(ids)].filter((id) => id !== record.id);
}

/**
 * The filter over the records that tell what is left of these. Null where it asks for a field that is still empty:
 * then there is no place to look in; and where what is left does not count.
 */
export function leftFilter(
  { left }: Instead,
  ids: readonly string[],
  values: Values,
  context: Context,
): ExpressionJson | null {
  const counts =
    left.when === undefined ||
    evaluateCondition(boundFilter(left.when, values) as never, { types: {}, values: {}, context });
  if (!counts) return null;
  const one: ExpressionJson = { in: [{ var: left.key }, [...ids]] };
  if (left.filter === undefined) return one;
  return 'missing' in bindFilter(left.filter, values) ? null : both(boundFilter(left.filter, values), one);
}

/** How much is left of each id; what nobody speaks of has nothing. */
export function leftOf({ left }: Instead, told: readonly RecordData[]): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const record of told) {
    const id = idOf(record[left.key]);
    if (id !== null) sums.set(id, addDecimals(sums.get(id) ?? '0', String(record[left.quantity] ?? '0')));
  }
  return sums;
}

/**
 * How much this row wants, together with the rows beside it that want the same; null where no field says so, or it is
 * still empty.
 */
export function askedIn({ left }: Instead, field: string, values: Values): string | null {
  const { asked } = left;
  if (asked === undefined || isBlank(values[asked])) return null;
  const id = idOf(values[field]);
  const parent = typeof values.parent === 'object' && values.parent !== null ? values.parent : {};
  const beside = Object.values(parent).find(
    (rows): rows is Values[] => Array.isArray(rows) && rows.some((row) => row?.id === values.id),
  );
  const same = (beside ?? []).filter((row) => row.id !== values.id && idOf(row[field]) === id);
  return [values, ...same].reduce(
    (sum, row) => addDecimals(sum, isBlank(row[asked]) ? '0' : String(row[asked])),
    '0',
  );
}

/** Whether this much is something. */
export function isSome(quantity: string | undefined): boolean {
  return quantity !== undefined && compareDecimal(quantity, '0') > 0;
}
