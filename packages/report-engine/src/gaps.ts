import { periodsBetween } from './calendar.js';
import type { Plan, PlannedDimension, PlannedFigure } from './planned.js';

const mostPeriods = 1000;

/** A single time axis runs without gaps: a quiet week counts zero, and what adds up stays as it was. */
export function withoutGaps(plan: Plan, rows: unknown[][], figures: readonly PlannedFigure[]): unknown[][] {
  const [only] = plan.dimensions;
  const isAxis = plan.dimensions.length === 1 && only?.grain && only.grain !== 'hour';
  const isForward = plan.sort[0]?.by === only?.id && plan.sort[0]?.direction === 'ascending';
  const dated = rows.filter((row) => typeof row[0] === 'string');
  if (!isAxis || !isForward || dated.length < 2) return rows;
  const byStart = new Map(dated.map((row) => [row[0] as string, row]));
  const grain = only.grain as Exclude<NonNullable<PlannedDimension['grain']>, 'hour'>;
  const periods = periodsBetween(dated[0]?.[0] as string, dated.at(-1)?.[0] as string, grain, mostPeriods);
  let before: unknown[] = [];
  const filled = periods.map((start) => {
    before = byStart.get(start) ?? [
      start,
      ...figures.map(({ measure }, index) => emptyFigure(measure.aggregate, before[index + 1])),
    ];
    return before;
  });
  return [...filled, ...rows.filter((row) => row[0] === null)];
}

function emptyFigure(aggregate: string, before: unknown): unknown {
  if (aggregate === 'cumulative') return before ?? null;
  return ['count', 'sum', 'distinct'].includes(aggregate) ? '0' : null;
}
