import { greatCircleKm, type MatchingDistance, type Place, placeOf } from '@fieldwork/metadata';
import { readPath } from './program.js';

const defaultFactor = 1.3;
const defaultSpeedKmh = 40;

/** The first of the paths at which a place stands. */
export function placeAt(values: unknown, paths: readonly string[]): Place | null {
  for (const path of paths) {
    const found = placeOf(path === '' ? values : readPath(values, path));
    if (found) return found;
  }
  return null;
}

export interface Distance {
  distanceKm: string | null;
  travelMinutes: string | null;
}

/** Kilometres to 0.1 and minutes, exact texts; null where a place is unknown. `listed`: from an own matrix. */
export function distanceOf(
  distance: MatchingDistance | undefined,
  from: unknown,
  to: unknown,
  listed?: { km: number; minutes: number | null } | null,
): Distance {
  if (!distance) return { distanceKm: null, travelMinutes: null };
  const a = placeAt(from, distance.from);
  const b = placeAt(to, distance.to);
  const km = listed?.km ?? (a && b ? greatCircleKm(a, b) * (distance.factor ?? defaultFactor) : null);
  if (km === null) return { distanceKm: null, travelMinutes: null };
  const minutes = listed?.minutes ?? (km / (distance.speedKmh ?? defaultSpeedKmh)) * 60;
  return { distanceKm: km.toFixed(1), travelMinutes: String(Math.round(minutes)) };
}
