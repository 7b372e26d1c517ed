import type { MatchingDistance } from '@fieldwork/metadata';
import { readPath } from './program.js';

/** Degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

const earthKm = 6371.0088;
const defaultFactor = 1.3;
const defaultSpeedKmh = 40;

/** As the crow flies, on a sphere. */
export function greatCircleKm(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(b.longitude - a.longitude);
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Where a value lies: an object with `longitude` and `latitude`, as addresses carry them. */
export function placeOf(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  const { longitude, latitude } = value as Record<string, unknown>;
  if (longitude === null || latitude === null || longitude === '' || latitude === '') return null;
  const place = { longitude: Number(longitude), latitude: Number(latitude) };
  return Number.isFinite(place.longitude) && Number.isFinite(place.latitude) ? place : null;
}

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
