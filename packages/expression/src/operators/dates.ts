import { readDay, writeDay } from '../calendar.js';
import { FIRST_INSTANT, inRange, joinLocal, splitLocal, writeInstant } from '../datetime.js';
import { truncate } from '../decimal.js';
import type { Operator, SqlWriter } from '../operator.js';
import { argument, dateOrDatetime, hasCount, number } from '../parameters.js';
import { run, runNumber } from '../run.js';
import { toInstant, toLocal } from '../time-zone.js';
import { DATE, DATETIME, type Type } from '../types.js';
import { dateIn } from './context.js';
import { checkUnit, unitOf, writeLocal } from './date-arguments.js';
import {
  addUnits,
  type CalendarUnit,
  CLOCK_UNITS,
  isClockUnit,
  reachOf,
  startOfUnit,
  writeInterval,
} from './units.js';

const FIRST_SQL = `'${writeInstant(FIRST_INSTANT)}'::timestamptz`;

/** Empty outside the years that dates and instants are kept in. */
function inYears(written: string, type: Type, sql: SqlWriter): string {
  const [first, end] =
    type.kind === 'date' ? ["'0001-01-01'", "'10000-01-01'"] : [FIRST_SQL, "'9999-12-31T00:00:00Z'"];
  return sql.onceOf(
    written,
    (value) => `CASE WHEN ${value} >= ${first} AND ${value} < ${end} THEN ${value} END`,
  );
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
      return value!.type.kind === 'date' ? written : `${writeLocal(written, sql)}::date`;
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
              : `(${writeLocal(from, sql)} + ${interval}) AT TIME ZONE ${sql.context('timeZone')}`;
        return `CASE WHEN abs(${count}) <= ${reachOf(step)} THEN ${result} END`;
      });
      return inYears(added, type, sql);
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
} satisfies Record<string, Operator>;
