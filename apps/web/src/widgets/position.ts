import type { DevicePosition } from '@fieldwork/api-contract';

const longestMs = 15_000;
const freshMs = 30_000;

/** Where the device is, by satellites or networks; works without signal. @throws GeolocationPositionError */
export function readPosition(): Promise<DevicePosition> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new Error('This browser knows no positions'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          longitude: Math.round(coords.longitude * 1e6) / 1e6,
          latitude: Math.round(coords.latitude * 1e6) / 1e6,
          accuracy: Math.round(coords.accuracy),
          at: new Date(timestamp).toISOString(),
        }),
      reject,
      { enableHighAccuracy: true, timeout: longestMs, maximumAge: freshMs },
    );
  });
}
