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

/** The records of a period, or of the same stretch of time further back. */
export function periodCondition(path: string, type: Type, period: Period, shift: Shift | null): unknown {
  const now = type.kind === 'datetime' ? { now: [] } : { date: [{ now: [] }] };
  const start = { dateAdd: [{ startOf: [now, period.unit] }, 1 - period.count, period.unit] };
  const first =
    period.unit === 'day' && type.kind === 'date' ? { dateAdd: [now, 1 - period.count, 'day'] } : start;
  const moved = (moment: unknown) =>
    shift === null ? moment : { dateAdd: [moment, -shift.count, shift.unit] };
  return { and: [{ '>=': [{ var: path }, moved(first)] }, { '<=': [{ var: path }, moved(now)] }] };
}
