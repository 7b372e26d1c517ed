/** Degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

const earthKm = 6371.0088;

/** As the crow flies, on a sphere. */
export function greatCircleKm(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(b.longitude - a.longitude);
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Where a value lies: an object with `longitude` and `latitude`, as addresses and locations carry them. */
export function placeOf(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  const { longitude, latitude } = value as Record<string, unknown>;
  if (longitude === undefined || latitude === undefined) return null;
  if (longitude === null || latitude === null || longitude === '' || latitude === '') return null;
  const place = { longitude: Number(longitude), latitude: Number(latitude) };
  return Number.isFinite(place.longitude) && Number.isFinite(place.latitude) ? place : null;
}
