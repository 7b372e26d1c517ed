import type { DeviceData } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

const againMs = 60_000;

/** One's own phones; with `all` everybody's, for administrators. */
export function useDevices(all: boolean) {
  return useQuery({
    queryKey: ['devices', all],
    queryFn: () => call<DeviceData[]>('GET', '/devices', { query: all ? { all: 'true' } : {} }),
    refetchInterval: againMs,
  });
}

/** The phone of each member of an app that was heard of last, by person. */
export function usePhonesOf(app: string): ReadonlyMap<string, DeviceData> {
  const { data } = useQuery({
    queryKey: ['devices', 'app', app],
    queryFn: () => call<DeviceData[]>('GET', '/devices', { query: { app } }),
    refetchInterval: againMs,
    select: lastByPerson,
  });
  return data ?? none;
}

const none: ReadonlyMap<string, DeviceData> = new Map();

function lastByPerson(devices: readonly DeviceData[]): ReadonlyMap<string, DeviceData> {
  const found = new Map<string, DeviceData>();
  for (const device of devices) {
    const before = found.get(device.user.id);
    if (device.revokedAt === null && (!before || before.lastSeenAt < device.lastSeenAt))
      found.set(device.user.id, device);
  }
  return found;
}

/** From its next contact on the phone gets nothing any more and wipes itself. */
export async function revokeDevice(id: string): Promise<void> {
  await call('POST', `/devices/${id}/revoke`);
  await queryClient.invalidateQueries({ queryKey: ['devices'] });
}

export async function removeDevice(id: string): Promise<void> {
  await call('DELETE', `/devices/${id}`);
  await queryClient.invalidateQueries({ queryKey: ['devices'] });
}
