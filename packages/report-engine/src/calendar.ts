import type { Grain } from '@fieldwork/metadata';

function parse(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function write(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The first day of the period after the one that begins on `start`. */
export function nextStart(start: string, grain: Exclude<Grain, 'hour'>): string {
  const date = parse(start);
  const months = { year: 12, quarter: 3, month: 1, week: 0, day: 0 }[grain];
  const days = { year: 0, quarter: 0, month: 0, week: 7, day: 1 }[grain];
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(date.getUTCDate() + days);
  return write(date);
}

/** The last day of the period that begins on `start`. */
export function lastDay(start: string, grain: Exclude<Grain, 'hour'>): string {
  const date = parse(nextStart(start, grain));
  date.setUTCDate(date.getUTCDate() - 1);
  return write(date);
}

/** Every period from the first to the last, so that a quiet week is a zero and not a gap; at most `most`. */
export function periodsBetween(
  first: string,
  last: string,
  grain: Exclude<Grain, 'hour'>,
  most: number,
): string[] {
  const periods: string[] = [];
  for (let at = first; at <= last && periods.length < most; at = nextStart(at, grain)) periods.push(at);
  return periods;
}
