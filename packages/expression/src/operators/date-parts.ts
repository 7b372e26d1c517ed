import { type Day, readDay, weekday } from '../calendar.js';
import { splitLocal } from '../datetime.js';
import { whole } from '../decimal.js';
import type { Node } from '../node.js';
import type { Frame, Operator } from '../operator.js';
import { argument, dateOrDatetime, datetime, hasCount } from '../parameters.js';
import { run } from '../run.js';
import { toLocal } from '../time-zone.js';
import { NUMBER } from '../types.js';
import { writeLocal } from './date-arguments.js';
import { COUNT } from './digits.js';
import { CLOCK_UNITS } from './units.js';

/** A part of a date, or of an instant in the context's zone. */
function part(
  name: string,
  label: Operator['label'],
  summary: string,
  field: string,
  read: (day: Day) => number,
): Operator {
  return {
    name,
    label,
    group: 'dates',
    usage: 'date',
    summary,
    check(args) {
      const value = hasCount(args, name, 1, 1) ? argument(args, 0, dateOrDatetime) : null;
      return value && { type: NUMBER, args: [value], digits: COUNT };
    },
    evaluate({ args: [value] }, frame) {
      const day = runDay(value!, frame);
      return day && whole(read(day));
    },
    toSql({ args: [value] }, sql) {
      const written = sql.value(value!);
      return `extract(${field} FROM ${value!.type.kind === 'date' ? written : writeLocal(written, sql)})`;
    },
  };
}

/** The day of a date, or the day an instant falls on in the context's zone. */
function runDay(value: Node, frame: Frame): Day | null {
  const datum = run(value, frame);
  if (datum === null) return null;
  if (value.type.kind === 'date') return readDay(datum as string);
  return splitLocal(toLocal(datum as number, frame.context.timeZone)).day;
}

/** A part of the time that clocks of the context's zone show. */
function clockPart(name: 'hour' | 'minute', label: Operator['label'], size: number, count: number): Operator {
  return {
    name,
    label,
    group: 'dates',
    usage: 'datetime',
    summary: `The ${name} that clocks show in the context's time zone.`,
    check(args) {
      const value = hasCount(args, name, 1, 1) ? argument(args, 0, datetime) : null;
      return value && { type: NUMBER, args: [value], digits: COUNT };
    },
    evaluate({ args: [value] }, frame) {
      const instant = run(value!, frame) as number | null;
      if (instant === null) return null;
      return whole(Math.floor(splitLocal(toLocal(instant, frame.context.timeZone)).time / size) % count);
    },
    toSql: ({ args: [value] }, sql) => `extract(${name} FROM ${writeLocal(sql.value(value!), sql)})`,
  };
}

export const datePartOperators = {
  year: part('year', { 'zh-CN': '年', en: 'year' }, 'The year.', 'year', ({ year }) => year),
  month: part('month', { 'zh-CN': '月', en: 'month' }, 'The month, 1 to 12.', 'month', ({ month }) => month),
  day: part('day', { 'zh-CN': '日', en: 'day' }, 'The day of the month.', 'day', ({ day }) => day),
  weekday: part(
    'weekday',
    { 'zh-CN': '星期', en: 'weekday' },
    '1 for Monday to 7 for Sunday.',
    'isodow',
    weekday,
  ),
  hour: clockPart('hour', { 'zh-CN': '时', en: 'hour' }, CLOCK_UNITS.hour, 24),
  minute: clockPart('minute', { 'zh-CN': '分', en: 'minute' }, CLOCK_UNITS.minute, 60),
} satisfies Record<string, Operator>;
