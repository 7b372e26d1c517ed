import type { ExpressionJson } from '@fieldwork/metadata';

export const periods = [
  'today',
  'yesterday',
  'this_week',
  'this_month',
  'this_quarter',
  'this_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_12_months',
] as const;
export type Period = (typeof periods)[number];

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** From `back` units before the present unit's beginning, `length` units long. */
const spans: Record<Period, { unit: Unit; back: number; length: number }> = {
  today: { unit: 'day', back: 0, length: 1 },
  yesterday: { unit: 'day', back: 1, length: 1 },
  this_week: { unit: 'week', back: 0, length: 1 },
  this_month: { unit: 'month', back: 0, length: 1 },
  this_quarter: { unit: 'quarter', back: 0, length: 1 },
  this_year: { unit: 'year', back: 0, length: 1 },
  last_7_days: { unit: 'day', back: 6, length: 7 },
  last_30_days: { unit: 'day', back: 29, length: 30 },
  last_90_days: { unit: 'day', back: 89, length: 90 },
  last_12_months: { unit: 'month', back: 11, length: 12 },
};

function shifted(from: ExpressionJson, amount: number, unit: Unit): ExpressionJson {
  return amount === 0 ? from : { dateAdd: [from, amount, unit] };
}

/** A period relative to now, as the organisation's calendar counts it: from its beginning to before its end. */
export function periodLogic(path: string, period: Period, isDate: boolean): ExpressionJson {
  const { unit, back, length } = spans[period];
  const now: ExpressionJson = isDate ? { today: [] } : { now: [] };
  const start: ExpressionJson = isDate && unit === 'day' ? now : { startOf: [now, unit] };
  const field = { var: path };
  return {
    and: [
      { '>=': [field, shifted(start, -back, unit)] },
      { '<': [field, shifted(start, length - back, unit)] },
    ],
  };
}
