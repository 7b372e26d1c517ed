import { type Day, fromDayNumber, pad, readDay, toDayNumber, writeDay } from './calendar.js';

/**
 * An instant is a number of milliseconds since 1970-01-01T00:00Z. The range lies inside the calendar's, so that an
 * instant's date, and the year it lies in, exist in every time zone.
 */
export const DAY_MS = 86_400_000;
export const FIRST_INSTANT = toDayNumber({ year: 2, month: 1, day: 1 }) * DAY_MS;
export const LAST_INSTANT = toDayNumber({ year: 9999, month: 12, day: 31 }) * DAY_MS - 1;

const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/** Milliseconds of a written ISO 8601 instant with a zone; digits after the milliseconds are cut. */
export function readInstant(text: string): number | null {
  const match = WRITTEN.exec(text);
  if (!match) return null;
  const day = readDay(match[1]!);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const [zoneHour, zoneMinute] = [Number(match[7] ?? 0), Number(match[8] ?? 0)];
  if (!day || hour > 23 || minute > 59 || second > 59 || zoneHour > 15 || zoneMinute > 59) return null;
  const millisecond = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3));
  const offset = (zoneHour * 60 + zoneMinute) * (match[6] === '-' ? -60_000 : 60_000);
  return inRange(
    toDayNumber(day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond - offset,
  );
}

/** The instant itself, or null outside the range. */
export function inRange(instant: number): number | null {
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : null;
}

/** `2026-02-28T01:02:03.000Z`. */
export function writeInstant(instant: number): string {
  const { day, time } = splitLocal(instant);
  const second = Math.floor(time / 1000);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map((part) =>
    pad(part, 2),
  );
  return `${writeDay(day)}T${clock.join(':')}.${pad(time % 1000, 3)}Z`;
}

/** A clock reading (milliseconds as if in UTC) as its day and the milliseconds since midnight. */
export function splitLocal(local: number): { day: Day; time: number } {
  const number = Math.floor(local / DAY_MS);
  return { day: fromDayNumber(number), time: local - number * DAY_MS };
}

/** The inverse of `splitLocal`. */
export function joinLocal(day: Day, time: number): number {
  return toDayNumber(day) * DAY_MS + time;
}

/** Whether a text is an ISO 8601 instant with a zone inside the supported range. */
export function isDatetime(text: unknown): text is string {
  return typeof text === 'string' && readInstant(text) !== null;
}

/** The same instant in UTC with milliseconds, as it is stored and sent; null when the text is none. */
export function canonicalDatetime(text: unknown): string | null {
  const instant = typeof text === 'string' ? readInstant(text) : null;
  return instant === null ? null : writeInstant(instant);
}
