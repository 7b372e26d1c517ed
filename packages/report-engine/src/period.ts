import type { Type } from '@fieldwork/expression';
import type { Comparison, Period, PeriodUnit } from '@fieldwork/metadata';

/** By how much a time lies back: what is compared is moved forward by it. */
export interface Shift {
  unit: PeriodUnit;
  count: number;
}

const weeksPerYear = 52;

/** A year is 52 weeks where weeks are compared, so that each meets a whole week. */
export function shiftOf(comparison: Comparison, { unit, count }: Period, isByWeek: boolean): Shift {
  if (comparison === 'previous_period') return { unit, count };
  return isByWeek ? { unit: 'week', count: weeksPerYear } : { unit: 'year', count: 1 };
}

interface Bounds {
  first: unknown;
  last: unknown;
}

function boundsOf(type: Type, period: Period, shift: Shift | null): Bounds {
  const now = type.kind === 'datetime' ? { now: [] } : { date: [{ now: [] }] };
  const start = { dateAdd: [{ startOf: [now, period.unit] }, 1 - period.count, period.unit] };
  const first =
    period.unit === 'day' && type.kind === 'date' ? { dateAdd: [now, 1 - period.count, 'day'] } : start;
  const moved = (moment: unknown) =>
    shift === null ? moment : { dateAdd: [moment, -shift.count, shift.unit] };
  return { first: moved(first), last: moved(now) };
}

/** The records of a period, or of the same stretch of time further back. */
export function periodCondition(path: string, type: Type, period: Period, shift: Shift | null): unknown {
  const { first, last } = boundsOf(type, period, shift);
  return { and: [{ '>=': [{ var: path }, first] }, { '<=': [{ var: path }, last] }] };
}

/** The records that a level at the end of a period is made of. */
export function untilCondition(path: string, type: Type, period: Period, shift: Shift | null): unknown {
  return { '<=': [{ var: path }, boundsOf(type, period, shift).last] };
}

/** What was there at the beginning counts whole; what came in the period counts half: the mean of both ends. */
export function levelValue(
  value: unknown,
  path: string,
  type: Type,
  period: Period,
  shift: Shift | null,
): unknown {
  const { first } = boundsOf(type, period, shift);
  return { '*': [value, { if: [{ '<': [{ var: path }, first] }, 1, 0.5] }] };
}
