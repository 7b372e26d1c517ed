import { addDays, addMonths, type Day, weekday } from '../calendar.js';

/** Units of time, and how far an amount of each may reach: 4,000 years, so that PostgreSQL never overflows. */
export const CLOCK_UNITS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;
export const DAY_UNITS = { day: 1, week: 7 } as const;
export const MONTH_UNITS = { month: 1, quarter: 3, year: 12 } as const;

export type ClockUnit = keyof typeof CLOCK_UNITS;
export type DayUnit = keyof typeof DAY_UNITS;
export type MonthUnit = keyof typeof MONTH_UNITS;
export type CalendarUnit = DayUnit | MonthUnit;
export type Unit = ClockUnit | CalendarUnit;

export const clockUnits = Object.keys(CLOCK_UNITS) as ClockUnit[];
export const calendarUnits = [...Object.keys(DAY_UNITS), ...Object.keys(MONTH_UNITS)] as CalendarUnit[];
export const allUnits: Unit[] = [...clockUnits, ...calendarUnits];

const REACH_YEARS = 4000;

export function isClockUnit(unit: Unit): unit is ClockUnit {
  return unit in CLOCK_UNITS;
}

function isDayUnit(unit: Unit): unit is DayUnit {
  return unit in DAY_UNITS;
}

/** The largest amount of a unit that may be added. */
export function reachOf(unit: Unit): number {
  if (isClockUnit(unit)) return (REACH_YEARS * 365 * 86_400_000) / CLOCK_UNITS[unit];
  if (isDayUnit(unit)) return Math.floor((REACH_YEARS * 365) / DAY_UNITS[unit]);
  return (REACH_YEARS * 12) / MONTH_UNITS[unit];
}

/** The day some days, weeks, months, quarters or years later. */
export function addUnits(day: Day, amount: number, unit: CalendarUnit): Day {
  return isDayUnit(unit)
    ? addDays(day, amount * DAY_UNITS[unit])
    : addMonths(day, amount * MONTH_UNITS[unit]);
}

/** The first day of the week (Monday), month, quarter or year that a day lies in. */
export function startOfUnit(day: Day, unit: CalendarUnit): Day {
  if (unit === 'day') return day;
  if (unit === 'week') return addDays(day, 1 - weekday(day));
  const months = MONTH_UNITS[unit];
  return { year: day.year, month: day.month - ((day.month - 1) % months), day: 1 };
}

/** SQL for an interval of a whole amount of a unit; seconds are exact in double precision up to the reach. */
export function writeInterval(amount: string, unit: Unit): string {
  if (isClockUnit(unit))
    return `make_interval(secs => (${amount} * ${CLOCK_UNITS[unit] / 1000})::double precision)`;
  if (isDayUnit(unit)) return `make_interval(days => (${amount} * ${DAY_UNITS[unit]})::integer)`;
  return `make_interval(months => (${amount} * ${MONTH_UNITS[unit]})::integer)`;
}
