import { type Context, toLocal } from '@fieldwork/expression';
import type { Appointments } from '@fieldwork/metadata';
import { DayClock } from '../routing/day-clock.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const usualStep = 30;

/** A window of one day. Instants in milliseconds. */
export interface Slot {
  day: string;
  from: number;
  to: number;
}

/** Every window ahead that is not too soon and in which the calendar works, whether or not there is room. */
export function slotsAhead(
  { windows, calendar, days, leadMinutes }: Appointments,
  { now, timeZone, calendars }: Context,
): Slot[] {
  const moment = Date.parse(now);
  const today = toLocal(moment, timeZone);
  const working = calendar === undefined ? undefined : calendars?.find(calendar);
  const found: Slot[] = [];
  for (let ahead = 0; ahead < days; ahead++) {
    const day = new Date(today + ahead * DAY_MS).toISOString().slice(0, 10);
    const clock = new DayClock(day, timeZone);
    const at = (time: string) => Date.parse(clock.toMoment(clock.ofClock(time) ?? 0));
    for (const window of windows) {
      const slot = { day, from: at(window.from), to: at(window.to) };
      const works = working ? working.between(slot.from, slot.from + MINUTE_MS) === MINUTE_MS : true;
      if (slot.from >= moment + leadMinutes * MINUTE_MS && slot.to > slot.from && works) found.push(slot);
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

/** A window as it was promised; it ends with its day. */
export function slotOf(day: string, from: number, to: number, timeZone: string): Slot {
  return { day, from, to: Math.max(from, Math.min(to, Date.parse(new DayClock(day, timeZone).to))) };
}

/** The moments within a window at which the work is thought to begin. */
export function beginningsIn(
  { stepMinutes = usualStep }: Appointments,
  { from, to }: Pick<Slot, 'from' | 'to'>,
): number[] {
  const step = stepMinutes * MINUTE_MS;
  const count = Math.max(1, Math.ceil((to - from) / step));
  return Array.from({ length: Math.min(count, 144) }, (_, index) => from + index * step);
}
