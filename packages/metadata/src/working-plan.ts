import { type Calendars, type Slot, type WorkingPlan, WorkingTime } from '@fieldwork/expression';
import type { Calendar, CalendarException, CalendarSlot } from './documents/calendar.js';
import type { AppDocuments } from './documents/kinds.js';
import { holidaySets } from './holidays/holiday-sets.js';

type Days = Map<string, readonly Slot[]>;
const dayMs = 86_400_000;
const week: readonly Slot[][] = [[], [], [], [], [], [], []];

/** A calendar with all it builds on put together: its own days before those it includes, both before public holidays. */
export function workingPlan(
  calendar: Calendar,
  calendars: ReadonlyMap<string, Calendar>,
  timeZone: string,
  above: readonly string[] = [],
): WorkingPlan {
  const included = (calendar.include ?? [])
    .filter((id) => id !== calendar.id && !above.includes(id))
    .flatMap((id) => calendars.get(id) ?? [])
    .map((other) => workingPlan(other, calendars, timeZone, [...above, calendar.id]));
  const own = calendar.week?.map((slots) => slots.map(readSlot)) ?? included[0]?.week ?? week;
  const days: Days = new Map();
  const makeUp = calendar.makeUp?.map(readSlot) ?? own.find((slots) => slots.length > 0) ?? [];
  for (const name of calendar.holidays ?? [])
    for (const { date, isOff } of holidaySets[name].days) days.set(date, isOff ? [] : makeUp);
  for (const plan of [...included].reverse()) for (const [date, slots] of plan.days) days.set(date, slots);
  for (const exception of calendar.exceptions ?? [])
    for (const date of datesOf(exception)) days.set(date, exception.slots.map(readSlot));
  return { timeZone: calendar.timeZone ?? timeZone, week: own, days };
}

/** `09:30` as milliseconds since midnight. */
function readSlot({ from, to }: CalendarSlot): Slot {
  return [readClock(from), readClock(to)];
}

function readClock(written: string): number {
  return (Number(written.slice(0, 2)) * 60 + Number(written.slice(3))) * 60_000;
}

const mostDays = 400;

/** The days of an exception, at most a little more than a year. */
export function datesOf({ date, to }: Pick<CalendarException, 'date' | 'to'>): string[] {
  const first = Date.parse(date);
  const count = to === undefined ? 1 : Math.floor((Date.parse(to) - first) / dayMs) + 1;
  return Array.from({ length: Math.min(Math.max(count, 1), mostDays) }, (_, index) =>
    new Date(first + index * dayMs).toISOString().slice(0, 10),
  );
}

const kept = new WeakMap<AppDocuments['calendars'], Map<string, Calendars>>();

/** The calendars of an app for expressions; laid out once per revision. */
export function calendarsOf(
  { app, calendars }: Pick<AppDocuments, 'app' | 'calendars'>,
  timeZone: string,
): Calendars {
  const byZone = kept.get(calendars) ?? new Map<string, Calendars>();
  kept.set(calendars, byZone);
  const zone = app.timeZone ?? timeZone;
  let found = byZone.get(zone);
  if (!found) {
    const known = new Map<string, WorkingTime>();
    const find = (id: string): WorkingTime | undefined => {
      const calendar = calendars.get(id);
      if (calendar && !known.has(id)) known.set(id, new WorkingTime(workingPlan(calendar, calendars, zone)));
      return known.get(id);
    };
    found = { app: app.id, find };
    byZone.set(zone, found);
  }
  return found;
}
