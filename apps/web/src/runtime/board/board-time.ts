/** The hours of a board on its days, in the time zone of the app. Instants are milliseconds. */
export interface BoardTime {
  timeZone: string;
  /** `2026-03-02`, one or seven of them. */
  days: readonly string[];
  from: string;
  to: string;
  /** Of these days those on which nobody works. */
  daysOff: ReadonlySet<string>;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, made);
  return made;
}

/** What the clocks of a zone show: `2026-03-02 08:30:00`. */
export function wallOf(at: number, timeZone: string): { day: string; clock: string } {
  const [day = '', time = ''] = format(timeZone).format(new Date(at)).split(' ');
  return { day, clock: time.slice(0, 5) };
}

/** The instant at which the clocks of a zone show this. */
export function instantOf(day: string, clock: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${clock}:00Z`);
  const offsetAt = (at: number) =>
    Date.parse(`${format(timeZone).format(new Date(at)).replace(' ', 'T')}Z`) - at;
  const first = wall - offsetAt(wall);
  return wall - offsetAt(first);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The days that are shown: this one, or the week from Monday that it is in. */
export function daysOf(day: string, span: 'day' | 'week'): string[] {
  if (span === 'day') return [day];
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(day, -weekday);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

const minuteMs = 60_000;

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Where an instant lies on the board, 0…1; before the first hour of a day it is at its edge. */
export function shareOf(at: number, time: BoardTime): number {
  const { day, clock } = wallOf(at, time.timeZone);
  const first = time.days[0] ?? day;
  if (day < first) return 0;
  const index = time.days.indexOf(day);
  if (index < 0) return 1;
  const [from, to] = [minutesOf(time.from), minutesOf(time.to)];
  const within = (minutesOf(clock) - from) / (to - from);
  return (index + Math.min(1, Math.max(0, within))) / time.days.length;
}

/** How wide a piece of work is shown at least, so that it can be read and taken hold of: in a week, a third of a day. */
function leastShare(time: BoardTime): number {
  return time.days.length > 1 ? 0.34 / time.days.length : 0.02;
}

/** From where to where a piece of work is drawn. */
export function drawnSpan(start: number, end: number, time: BoardTime): [from: number, to: number] {
  const least = leastShare(time);
  const from = Math.min(shareOf(start, time), 1 - least);
  return [from, Math.max(shareOf(end, time), from + least)];
}

/** The instant at a place of the board, on the quarter of an hour. */
export function instantAt(share: number, time: BoardTime, stepMinutes = 15): number {
  const inside = Math.min(0.999_999, Math.max(0, share)) * time.days.length;
  const index = Math.floor(inside);
  const [from, to] = [minutesOf(time.from), minutesOf(time.to)];
  const minutes = from + (inside - index) * (to - from);
  const onStep = Math.round(minutes / stepMinutes) * stepMinutes;
  const midnight = instantOf(time.days[index] ?? '', '00:00', time.timeZone);
  return midnight + onStep * minuteMs;
}

/** First and last instant of the board. */
export function spanOf(time: BoardTime): { from: number; to: number } {
  const last = time.days.at(-1) ?? '';
  return {
    from: instantOf(time.days[0] ?? '', '00:00', time.timeZone),
    to: instantOf(addDays(last, 1), '00:00', time.timeZone),
  };
}

/** What was promised, as people read it: `12-03 09:00–11:00`. */
export function windowText({ from, to }: { from: number; to: number }, timeZone: string): string {
  const [begin, end] = [wallOf(from, timeZone), wallOf(to, timeZone)];
  return `${begin.day.slice(5)} ${begin.clock}–${begin.day === end.day ? '' : `${end.day.slice(5)} `}${end.clock}`;
}
