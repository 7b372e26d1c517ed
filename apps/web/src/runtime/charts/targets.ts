import type { ReportColumn } from '@fieldwork/api-contract';

/** Figures where less is better: how long something takes, what it costs. */
const lessIsBetter: readonly (string | undefined)[] = ['duration_minutes', 'money'];

/** Whether less is better: as the KPI says, else as its kind of figure usually is. */
export function isLowerBetter({ definition, format }: Pick<ReportColumn, 'definition' | 'format'>): boolean {
  return definition ? definition.direction === 'lower' : lessIsBetter.includes(format);
}

export function isMet(value: number, target: number, column: ReportColumn): boolean {
  return isLowerBetter(column) ? value <= target : value >= target;
}
