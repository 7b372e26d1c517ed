import { type Day, readDay, toDayNumber, weekday, writeDay } from '../calendar.js';
import { DAY_MS, FIRST_INSTANT, inRange, joinLocal, splitLocal, writeInstant } from '../datetime.js';
import { divide, truncate, whole } from '../decimal.js';
import type { Literal, Node } from '../node.js';
import type { Arguments, Frame, Operator, SqlWriter } from '../operator.js';
import {
  argument,
  asEmpty,
  dateOrDatetime,
  datetime,
  hasCount,
  kindName,
  number,
  writtenOption,
} from '../parameters.js';
import { run, runNumber } from '../run.js';
import { toInstant, toLocal } from '../time-zone.js';
import { DATE, DATETIME, NUMBER, type Type } from '../types.js';
import { writeQuotient } from './arithmetic.js';
import { dateIn } from './context.js';
import { COUNT, QUOTIENT_FRACTION } from './digits.js';
import {
  addUnits,
  allUnits,
  type CalendarUnit,
  CLOCK_UNITS,
  calendarUnits,
  isClockUnit,
  reachOf,
  startOfUnit,
  type Unit,
  writeInterval,
} from './units.js';

const unitOf = (node: Node) => (node as Literal).value as Unit;
const FIRST_SQL = `'${writeInstant(FIRST_INSTANT)}'::timestamptz`;

/** The clock reading of an instant in the context's zone, as a timestamp without zone. */
function local(value: string, sql: SqlWriter): string {
  return `(${value} AT TIME ZONE ${sql.context('timeZone')})`;
}

/** Empty outside the years that dates and instants are kept in. */
function inYears(written: string, type: Type, sql: SqlWriter): string {
  const [first, end] =
    type.kind === 'date' ? ["'0001-01-01'", "'10000-01-01'"] : [FIRST_SQL, "'9999-12-31T00:00:00Z'"];
  return sql.onceOf(
    written,
    (value) => `CASE WHEN ${value} >= ${first} AND ${value} < ${end} THEN ${value} END`,
  );
}

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
      return `extract(${field} FROM ${value!.type.kind === 'date' ? written : local(written, sql)})`;
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
    toSql: ({ args: [value] }, sql) => `extract(${name} FROM ${local(sql.value(value!), sql)})`,
  };
}

/** A date or an instant, then the unit written out, which for a date is a day or more. */
function checkUnit(args: Arguments, index: number, value: Node): Node | null {
  return writtenOption(args, index, value.type.kind === 'date' ? calendarUnits : allUnits);
}

export const dateOperators = {
  date: {
    name: 'date',
    label: { 'zh-CN': '日期', en: 'date' },
    group: 'dates',
    usage: 'datetime | "2026-02-28"',
    summary: "The day an instant falls on in the context's time zone, or a written date.",
    check(args) {
      if (!hasCount(args, 'date', 1, 1)) return null;
      const value = argument(args, 0, dateOrDatetime);
      return value && { type: DATE, args: [value] };
    },
    evaluate({ args: [value] }, frame) {
      const datum = run(value!, frame);
      return typeof datum === 'number' ? dateIn(datum, frame.context.timeZone) : datum;
    },
    toSql({ args: [value] }, sql) {
      const written = sql.value(value!);
      return value!.type.kind === 'date' ? written : `${local(written, sql)}::date`;
    },
  },
  datetime: {
    name: 'datetime',
    label: { 'zh-CN': '时间', en: 'date and time' },
    group: 'dates',
    usage: 'date | "2026-02-28T08:30:00+08:00"',
    summary: "The instant at which a day begins in the context's time zone, or a written instant.",
    check(args) {
      if (!hasCount(args, 'datetime', 1, 1)) return null;
      const value = argument(args, 0, dateOrDatetime);
      return value && { type: DATETIME, args: [value] };
    },
    evaluate({ args: [value] }, frame) {
      const datum = run(value!, frame);
      if (typeof datum !== 'string') return datum;
      return inRange(toInstant(joinLocal(readDay(datum)!, 0), frame.context.timeZone));
    },
    toSql({ args: [value] }, sql) {
      const written = sql.value(value!);
      if (value!.type.kind === 'datetime') return written;
      return inYears(`${written}::timestamp AT TIME ZONE ${sql.context('timeZone')}`, DATETIME, sql);
    },
  },
  dateAdd: {
    name: 'dateAdd',
    label: { 'zh-CN': '日期加减', en: 'later by' },
    group: 'dates',
    usage: 'date, amount, unit',
    summary:
      'Later by an amount (cut to a whole number, negative is earlier). Days and longer keep the clock time of the zone; a day that the month lacks becomes its last. Empty beyond 4,000 years or outside the years 1 to 9999.',
    check(args) {
      if (!hasCount(args, 'dateAdd', 3, 3)) return null;
      const value = argument(args, 0, dateOrDatetime);
      const amount = argument(args, 1, number);
      const unit = value && checkUnit(args, 2, value);
      return value && amount && unit && { type: value.type, args: [value, amount, unit] };
    },
    evaluate({ args: [value, amount, unit] }, frame) {
      const datum = run(value!, frame);
      const exact = runNumber(amount!, frame);
      const step = unitOf(unit!);
      if (datum === null || exact === null || exact.abs().greaterThan(reachOf(step))) return null;
      const count = truncate(exact).toNumber();
      if (typeof datum === 'string') return writeDay(addUnits(readDay(datum)!, count, step as CalendarUnit));
      if (isClockUnit(step)) return inRange((datum as number) + count * CLOCK_UNITS[step]);
      const { day, time } = splitLocal(toLocal(datum as number, frame.context.timeZone));
      return inRange(toInstant(joinLocal(addUnits(day, count, step), time), frame.context.timeZone));
    },
    toSql({ args: [value, amount, unit], type }, sql) {
      const step = unitOf(unit!);
      const added = sql.once([value!, amount!], (from, count) => {
        const interval = writeInterval(`trunc(${count})`, step);
        const result =
          type.kind === 'date'
            ? `(${from} + ${interval})::date`
            : isClockUnit(step)
              ? `${from} + ${interval}`
              : `(${local(from, sql)} + ${interval}) AT TIME ZONE ${sql.context('timeZone')}`;
        return `CASE WHEN abs(${count}) <= ${reachOf(step)} THEN ${result} END`;
      });
      return inYears(added, type, sql);
    },
  },
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
  startOf: {
    name: 'startOf',
    label: { 'zh-CN': '所在周期的开始', en: 'start of' },
    group: 'dates',
    usage: 'date, unit',
    summary:
      "The first day (for an instant: the first moment in the context's time zone) of the week (Monday), month, quarter or year; for an instant also of the day, hour, minute or second.",
    check(args) {
      if (!hasCount(args, 'startOf', 2, 2)) return null;
      const value = argument(args, 0, dateOrDatetime);
      const unit = value && checkUnit(args, 1, value);
      return value && unit && { type: value.type, args: [value, unit] };
    },
    evaluate({ args: [value, unit] }, frame) {
      const datum = run(value!, frame);
      if (datum === null) return null;
      const step = unitOf(unit!);
      if (typeof datum === 'string') return writeDay(startOfUnit(readDay(datum)!, step as CalendarUnit));
      const reading = toLocal(datum as number, frame.context.timeZone);
      if (isClockUnit(step)) {
        const size = CLOCK_UNITS[step];
        return (datum as number) - (reading - Math.floor(reading / size) * size);
      }
      const start = joinLocal(startOfUnit(splitLocal(reading).day, step), 0);
      return toInstant(start, frame.context.timeZone);
    },
    toSql({ args: [value, unit], type }, sql) {
      const step = unitOf(unit!);
      const written = sql.value(value!);
      if (type.kind === 'date')
        return step === 'day' ? written : `date_trunc('${step}', ${written}::timestamp)::date`;
      return `date_trunc('${step}', ${written}, ${sql.context('timeZone')})`;
    },
  },
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
