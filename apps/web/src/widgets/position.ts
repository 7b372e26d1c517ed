import type { DevicePosition } from '@fieldwork/api-contract';

const longestMs = 15_000;
const freshMs = 30_000;

/** Where the device is, by satellites or networks; works without signal. @throws GeolocationPositionError */
export async function readPosition(): Promise<DevicePosition> {
  return positionOf(await takeReading());
}

/** One reading, none older than `oldestMs`. @throws GeolocationPositionError */
export function takeReading(oldestMs = freshMs): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new Error('This browser knows no positions'));
      return;
    }
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: longestMs,
      maximumAge: oldestMs,
    });
  });
}

export function positionOf({ coords, timestamp }: GeolocationPosition): DevicePosition {
  return {
    longitude: Math.round(coords.longitude * 1e6) / 1e6,
    latitude: Math.round(coords.latitude * 1e6) / 1e6,
    accuracy: Math.round(coords.accuracy),
    at: new Date(timestamp).toISOString(),
  };
}
