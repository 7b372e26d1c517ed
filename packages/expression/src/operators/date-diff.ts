import { type Day, readDay, toDayNumber } from '../calendar.js';
import { DAY_MS } from '../datetime.js';
import { divide, whole } from '../decimal.js';
import type { Operator } from '../operator.js';
import { argument, asEmpty, dateOrDatetime, hasCount, kindName, writtenOption } from '../parameters.js';
import { run } from '../run.js';
import { NUMBER } from '../types.js';
import { writeQuotient } from './arithmetic.js';
import { unitOf } from './date-arguments.js';
import { COUNT, QUOTIENT_FRACTION } from './digits.js';
import { CLOCK_UNITS, calendarUnits, isClockUnit, type Unit } from './units.js';

export const dateDiffOperators = {
  dateDiff: {
    name: 'dateDiff',
    label: { 'zh-CN': '相差', en: 'time between' },
    group: 'dates',
    usage: 'from, to, unit',
    summary:
      'How much later `to` is, negative when earlier. Instants: exact seconds, minutes, hours, days of 24 hours or weeks, rounded to 12 places. Dates: days, weeks (12 places), or complete months, quarters, years.',
    check(args) {
      if (!hasCount(args, 'dateDiff', 3, 3)) return null;
      const first = args.isAdaptable(0) && !args.isAdaptable(1) ? 1 : 0;
      const anchor = argument(args, first, dateOrDatetime);
      const other = anchor && args.node(1 - first, anchor.type);
      if (!other) return null;
      if (other.type.kind !== anchor.type.kind && other.type.kind !== 'null') {
        return args.report(1 - first, 'wrong_type', {
          expected: kindName(anchor.type),
          actual: kindName(other.type),
        });
      }
      const units: Unit[] =
        anchor.type.kind === 'date' ? calendarUnits : ['second', 'minute', 'hour', 'day', 'week'];
      const unit = writtenOption(args, 2, units);
      const last = other.type.kind === 'null' ? asEmpty(anchor.type) : other;
      const digits = { integer: COUNT.integer, fraction: QUOTIENT_FRACTION };
      return (
        unit && { type: NUMBER, args: first === 0 ? [anchor, last, unit] : [last, anchor, unit], digits }
      );
    },
    evaluate({ args: [from, to, unit] }, frame) {
      const [start, end] = [run(from!, frame), run(to!, frame)];
      if (start === null || end === null) return null;
      const step = unitOf(unit!);
      if (typeof start === 'number')
        return divide(whole((end as number) - start), whole(millisecondsOf(step)));
      const [a, b] = [readDay(start as string)!, readDay(end as string)!];
      if (step === 'day') return whole(toDayNumber(b) - toDayNumber(a));
      if (step === 'week') return divide(whole(toDayNumber(b) - toDayNumber(a)), whole(7));
      return whole(Math.trunc(completeMonths(a, b) / MONTHS[step as keyof typeof MONTHS]) + 0);
    },
    toSql({ args: [from, to, unit] }, sql) {
      const step = unitOf(unit!);
      if (from!.type.kind === 'datetime') {
        const seconds = `extract(epoch FROM ${sql.value(to!)} - ${sql.value(from!)})`;
        return writeQuotient(seconds, `${millisecondsOf(step) / 1000}`);
      }
      if (step === 'day') return `(${sql.value(to!)} - ${sql.value(from!)})::numeric`;
      if (step === 'week') return writeQuotient(`(${sql.value(to!)} - ${sql.value(from!)})::numeric`, '7');
      return sql.once([from!, to!], (start, end) => {
        const months = `${writeMonths(end)} - ${writeMonths(start)}`;
        const surplus = `sign(${months}) * (sign(${months}) * (extract(day FROM ${end}) - extract(day FROM ${start})) < 0)::integer`;
        return `trunc((${months} - ${surplus}) / ${MONTHS[step as keyof typeof MONTHS]})`;
      });
    },
  },
} satisfies Record<string, Operator>;

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

function millisecondsOf(unit: Unit): number {
  if (isClockUnit(unit)) return CLOCK_UNITS[unit];
  return unit === 'week' ? 7 * DAY_MS : DAY_MS;
}

function writeMonths(date: string): string {
  return `(extract(year FROM ${date}) * 12 + extract(month FROM ${date}))`;
}

/** Months that are over: from 31 January to 28 February none is. */
function completeMonths(from: Day, to: Day): number {
  const months = to.year * 12 + to.month - (from.year * 12 + from.month);
  const direction = Math.sign(months);
  return months - (direction * (to.day - from.day) < 0 ? direction : 0);
}
