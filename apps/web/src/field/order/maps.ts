import { isApple } from '../../ui/device-name.js';

export interface Place {
  name: string;
  longitude: string | null;
  latitude: string | null;
}

/** An address as a place to go to; null where nothing is known of it. */
export function placeOf(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  const { province, city, district, detail, longitude, latitude } = value as Record<string, unknown>;
  const name = [province, city === province ? undefined : city, district, detail].filter(Boolean).join('');
  const isAt = typeof longitude === 'string' && typeof latitude === 'string';
  if (name === '' && !isAt) return null;
  return { name, longitude: isAt ? longitude : null, latitude: isAt ? latitude : null };
}

/** A link that opens the phone's own map with the way there: no key, and maps that were loaded before work offline. */
export function mapLink({ name, longitude, latitude }: Place): string {
  const words = encodeURIComponent(name);
  const point = latitude === null ? '' : `${latitude},${longitude}`;
  if (isApple()) return `https://maps.apple.com/?daddr=${point || words}`;
  if (/Android|HarmonyOS/.test(navigator.userAgent))
    return `geo:${point || '0,0'}?q=${point ? `${point}(${words})` : words}`;
  const amap =
    point === '' ? `search?keyword=${words}` : `marker?position=${longitude},${latitude}&name=${words}`;
  return `https://uri.amap.com/${amap}`;
}

export function openMap(place: Place): void {
  const link = document.createElement('a');
  link.href = mapLink(place);
  link.target = '_blank';
  link.rel = 'noreferrer';
  link.click();
}
