import type { DevicePosition } from '@fieldwork/api-contract';
import type { LocationValue } from '@fieldwork/metadata';

const staleMs = 2 * 60_000;
/** What is known by networks may well stay the same; a receiver of satellites is never so still. */
const satelliteMetres = 30;

/** Where the device is, and whether several readings in a row were the same. */
export interface Found {
  position: DevicePosition;
  isFixed: boolean;
}

type Coordinates = Pick<GeolocationCoordinates, 'longitude' | 'latitude' | 'accuracy'>;

/** Whether readings taken one after another are the same to the last digit. */
export function areFixed(readings: readonly { coords: Coordinates; timestamp: number }[]): boolean {
  const [first, ...rest] = readings;
  if (!first || rest.length === 0 || first.coords.accuracy > satelliteMetres) return false;
  const moments = new Set(readings.map(({ timestamp }) => timestamp));
  const isSame = ({ coords }: { coords: Coordinates }) =>
    coords.longitude === first.coords.longitude &&
    coords.latitude === first.coords.latitude &&
    coords.accuracy === first.coords.accuracy;
  return moments.size === readings.length && rest.every(isSame);
}

/** What is written down of it now, with what speaks against it as far as the device can tell. */
export function locationFrom({ position, isFixed }: Found, reason: string, nowMs: number): LocationValue {
  const { longitude, latitude, accuracy, at } = position;
  const doubt = nowMs - Date.parse(at) > staleMs ? 'stale' : isFixed ? 'fixed' : null;
  return {
    longitude: String(longitude),
    latitude: String(latitude),
    accuracy,
    at,
    source: 'device',
    ...(reason ? { reason } : {}),
    ...(doubt ? { doubt } : {}),
  };
}
