/** Dates of the proleptic Gregorian calendar, years 1 to 9999, as `YYYY-MM-DD` and as days since 1970-01-01. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const YEARS_PER_ERA = 400;
const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** Whether a text is a day that exists, `YYYY-MM-DD`, year 0001 to 9999. */
export function isDate(text: unknown): text is string {
  return typeof text === 'string' && readDay(text) !== null;
}

/** The parts of a written date; null when there is no such day. */
export function readDay(text: string): Day | null {
  const match = WRITTEN.exec(text);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const exists = day.year >= 1 && day.month >= 1 && day.month <= 12 && day.day >= 1;
  return exists && day.day <= daysInMonth(day.year, day.month) ? day : null;
}

/** `YYYY-MM-DD`, or null outside the years 1 to 9999. */
export function writeDay({ year, month, day }: Day): string | null {
  if (year < 1 || year > 9999) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** A number with leading zeros. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS[month - 1]!;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01. Counting years from March puts the leap day at the end of a year. */
export function toDayNumber({ year, month, day }: Day): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / YEARS_PER_ERA);
  const yearOfEra = marchYear - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH;
}

/** The inverse of `toDayNumber`. */
export function fromDayNumber(number: number): Day {
  const shifted = number + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0), month, day };
}

/** Months later (or earlier); the day is cut to the length of the month, 31 January + 1 month = 28 February. */
export function addMonths(from: Day, months: number): Day {
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(from.day, daysInMonth(year, month)) };
}

export function addDays(from: Day, days: number): Day {
  return fromDayNumber(toDayNumber(from) + days);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  const number = toDayNumber(day) + 3;
  return number - Math.floor(number / 7) * 7 + 1;
}
