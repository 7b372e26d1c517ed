import { toDayNumber } from './calendar.js';
import { DAY_MS } from './datetime.js';

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const QUARTER = 900_000;
const REMEMBERED = 20_000;

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/** Whether the runtime knows an IANA time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    formatter(name);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds that clocks of the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  // Since 1970 no zone has changed its clocks within a quarter of an hour, so one answer serves the quarter.
  if (instant < 0) return readOffset(instant, timeZone);
  const quarter = Math.floor(instant / QUARTER);
  const key = `${timeZone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size >= REMEMBERED) offsets.clear();
    offset = readOffset(quarter * QUARTER, timeZone);
    offsets.set(key, offset);
  }
  return offset;
}

/** Offsets before the introduction of standard time have seconds, so the reading is taken to the second. */
function readOffset(instant: number, timeZone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  const parts: Record<string, number> = {};
  let era = 'AD';
  for (const { type, value } of formatter(timeZone).formatToParts(second)) {
    if (type === 'era') era = value;
    else parts[type] = Number(value);
  }
  const year = era.startsWith('B') ? 1 - parts.year! : parts.year!;
  const local = toDayNumber({ year, month: parts.month!, day: parts.day! }) * DAY_MS;
  return local + ((parts.hour! * 60 + parts.minute!) * 60 + parts.second!) * 1000 - second;
}

/** What the clocks of a zone show at an instant, in milliseconds as if the reading were UTC. */
export function toLocal(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/**
 * The instant at which clocks of a zone show `local`. A reading that occurs twice, or never, is taken with the
 * smaller offset (standard time), as PostgreSQL does.
 */
export function toInstant(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY_MS, timeZone);
  const after = offsetAt(local + DAY_MS, timeZone);
  if (before === after) return local - before;
  const isBefore = offsetAt(local - before, timeZone) === before;
  const isAfter = offsetAt(local - after, timeZone) === after;
  if (isBefore !== isAfter) return local - (isBefore ? before : after);
  return local - Math.min(before, after);
}
