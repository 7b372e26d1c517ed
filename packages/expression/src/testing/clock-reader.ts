import type { WorkingPlan } from '../working-time.js';

const minuteMs = 60_000;
const quarter = 15;

/**
 * Working time told minute by minute from what the clocks of the zone show, by Intl and nothing of ours. Slots begin
 * and end at full minutes, so a minute is worked or it is not.
 */
export class ClockReader {
  readonly #worked: Uint8Array;

  constructor(
    plan: WorkingPlan,
    readonly start: number,
    end: number,
  ) {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: plan.timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const known = new Map<string, Day>();
    const minutes = (end - start) / minuteMs;
    this.#worked = new Uint8Array(minutes);
    for (let minute = 0; minute < minutes; minute += quarter) {
      const [date = '', clock = ''] = format.format(start + minute * minuteMs).split(' ');
      const shown = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
      const day = slotsAround(plan, date, known);
      for (let more = 0; more < quarter && minute + more < minutes; more++)
        this.#worked[minute + more] = day((shown + more) * minuteMs) ? 1 : 0;
    }
  }

  between(from: number, to: number): number {
    const [worked, start] = [this.#worked, this.start];
    let sum = 0;
    for (let at = from; at < to; ) {
      const minute = Math.floor((at - start) / minuteMs);
      const next = Math.min(to, start + (minute + 1) * minuteMs);
      if (worked[minute] === 1) sum += next - at;
      at = next;
    }
    return sum;
  }

  /** The first instant at which so much has been worked; null at the end of what is known. */
  add(from: number, amount: number): number | null {
    if (amount === 0) return from;
    const [worked, start] = [this.#worked, this.start];
    let left = amount;
    for (let at = from; at < start + worked.length * minuteMs; ) {
      const minute = Math.floor((at - start) / minuteMs);
      const next = start + (minute + 1) * minuteMs;
      if (worked[minute] === 1) {
        if (left <= next - at) return at + left;
        left -= next - at;
      }
      at = next;
    }
    return null;
  }
}

type Day = (time: number) => boolean;

/** Whether a time of a day is worked: in a slot of the day, or in one that goes on from the day before. */
function slotsAround({ week, days }: WorkingPlan, date: string, known: Map<string, Day>): Day {
  const slots = (day: string) => days.get(day) ?? week[(new Date(day).getUTCDay() + 6) % 7] ?? [];
  let found = known.get(date);
  if (!found) {
    const own = slots(date);
    const before = slots(new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10));
    found = (time) =>
      own.some(([from, to]) => time >= from && (time < to || to <= from)) ||
      before.some(([from, to]) => to <= from && time < to);
    known.set(date, found);
  }
  return found;
}
