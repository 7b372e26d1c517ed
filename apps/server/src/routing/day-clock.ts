import { toInstant, toLocal } from '@fieldwork/expression';
import type { Minute } from '@fieldwork/routing';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The day of a place at some instant. */
export function dayOf(instant: number, timeZone: string): string {
  return new Date(toLocal(instant, timeZone)).toISOString().slice(0, 10);
}

/** One day of a time zone: between instants and minutes since its beginning. */
export class DayClock {
  readonly #begin: number;
  readonly #local: number;

  constructor(
    readonly day: string,
    readonly timeZone: string,
  ) {
    this.#local = Date.parse(`${day}T00:00:00Z`);
    this.#begin = toInstant(this.#local, timeZone);
  }

  get from(): string {
    return new Date(this.#begin).toISOString();
  }

  get to(): string {
    return new Date(toInstant(this.#local + DAY_MS, this.timeZone)).toISOString();
  }

  /** Minutes until what clocks there show, such as 08:30; null for what is no time. */
  ofClock(clock: unknown): Minute | null {
    const read = typeof clock === 'string' ? /^(\d{2}):(\d{2})/.exec(clock) : null;
    if (!read) return null;
    const local = this.#local + (Number(read[1]) * 60 + Number(read[2])) * MINUTE_MS;
    return this.ofInstant(toInstant(local, this.timeZone));
  }

  ofInstant(instant: number): Minute {
    return (instant - this.#begin) / MINUTE_MS;
  }

  /** Minutes until a moment as records carry it; null for what is no moment. */
  ofMoment(moment: unknown): Minute | null {
    const instant = typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
    return Number.isNaN(instant) ? null : this.ofInstant(instant);
  }

  toMoment(minute: Minute): string {
    return new Date(this.#begin + Math.round(minute) * MINUTE_MS).toISOString();
  }
}
