import { toInstant, toLocal } from '@fieldwork/expression';
import type { Schedule } from '@fieldwork/metadata';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The first moment of the schedule after an instant, by the clocks of the zone; instants are ISO 8601. A day of the
 * month that a month does not have is its last one.
 */
export function nextMoment(schedule: Schedule, after: string, timeZone: string): string {
  const [hours = 0, minutes = 0] = (schedule.at ?? '00:00').split(':').map(Number);
  const instant = Date.parse(after);
  const local = toLocal(instant, timeZone);
  if (schedule.every === 'hour') {
    const start = Math.floor(local / HOUR) * HOUR + minutes * MINUTE;
    return iso([start, start + HOUR, start + 2 * HOUR], instant, timeZone);
  }
  const today = Math.floor(local / DAY) * DAY;
  const days = Array.from({ length: 400 }, (_, index) => today + index * DAY);
  const wanted = days.filter((day) => isWanted(schedule, new Date(day)));
  return iso(
    wanted.map((day) => day + hours * HOUR + minutes * MINUTE),
    instant,
    timeZone,
  );
}

function iso(locals: readonly number[], after: number, timeZone: string): string {
  const next = locals.map((local) => toInstant(local, timeZone)).find((moment) => moment > after);
  return new Date(next ?? after + DAY).toISOString();
}

function isWanted({ every, days }: Schedule, day: Date): boolean {
  if (every === 'day') return true;
  if (every === 'week') return (days ?? [1]).includes(((day.getUTCDay() + 6) % 7) + 1);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return (days ?? [1]).some((wanted) => Math.min(wanted, last) === day.getUTCDate());
}
