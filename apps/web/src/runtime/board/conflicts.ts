import type { Absence, Place, Resource, Work } from './board-model.js';
import { type BoardTime, instantOf, wallOf } from './board-time.js';

/** What is wrong with a plan. `other` is the work or absence it collides with. */
export interface Conflict {
  kind: 'overlap' | 'day_off' | 'shift' | 'away' | 'travel' | 'promise';
  work: Work;
  other: Work | Absence | null;
  /** Minutes that are missing between two places. */
  missing: number;
}

const factor = 1.3;
const speedKmh = 35;
const earthKm = 6371;

/** Minutes on the road, from the straight line. */
export function travelMinutes(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(b.longitude - a.longitude);
  const km = 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h))) * factor;
  return (km / speedKmh) * 60;
}

/** Whether beginning then is not what was promised to whoever waits. */
export function breaksPromise({ window }: Work, start: number): boolean {
  return window !== null && (start < window.from || start > window.to);
}

/**
 * Everything that cannot be so on one row: overlaps, work on a day off, outside the shift, the promise or in an absence,
 * too little time to drive.
 */
export function conflictsOf(
  resource: Resource,
  works: readonly Work[],
  absences: readonly Absence[],
  { timeZone, daysOff }: Pick<BoardTime, 'timeZone' | 'daysOff'>,
): Conflict[] {
  const planned = works
    .filter((work): work is Work & { start: number; end: number } => work.start !== null && work.end !== null)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const found: Conflict[] = [];
  let last: (typeof planned)[number] | null = null;
  for (const work of planned) {
    if (last && work.start < last.end) found.push({ kind: 'overlap', work, other: last, missing: 0 });
    else if (last?.place && work.place) {
      const missing = Math.ceil(travelMinutes(last.place, work.place) - (work.start - last.end) / 60_000);
      if (missing > 0) found.push({ kind: 'travel', work, other: last, missing });
    }
    if (!last || work.end > last.end) last = work;
    for (const absence of absences)
      if (work.start < absence.to && work.end > absence.from)
        found.push({ kind: 'away', work, other: absence, missing: 0 });
    if (breaksPromise(work, work.start)) found.push({ kind: 'promise', work, other: null, missing: 0 });
    // On a day off there is no shift that it could lie outside of.
    if (daysOff.has(wallOf(work.start, timeZone).day))
      found.push({ kind: 'day_off', work, other: null, missing: 0 });
    else if (isOutside(resource, work, timeZone))
      found.push({ kind: 'shift', work, other: null, missing: 0 });
  }
  return found;
}

function isOutside({ shift }: Resource, work: { start: number; end: number }, timeZone: string): boolean {
  if (!shift || shift.to <= shift.from) return false;
  const { day } = wallOf(work.start, timeZone);
  return work.start < instantOf(day, shift.from, timeZone) || work.end > instantOf(day, shift.to, timeZone);
}
