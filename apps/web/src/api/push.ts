import type { PushDevices } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

const key = ['push-devices'];
const scope = '/push/';

/** Whether this browser can be pushed to at all; on an iPhone only once the page is on the home screen. */
export const canPush = () =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

export function usePushDevices() {
  return useQuery({ queryKey: key, queryFn: () => call<PushDevices>('GET', '/push-devices') });
}

/** Asks the browser, then says so to the server. @throws Error where the person or the browser says no */
export async function startPush(publicKey: string, messengerId: string, name: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
  const worker = await navigator.serviceWorker.register('/push-worker.js', { scope });
  await active(worker);
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  // One that was made with other keys has to go first.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (await worker.pushManager.subscribe(options)).toJSON();
  await call('POST', '/push-devices', { body: { messengerId, endpoint, keys, name } });
  await queryClient.invalidateQueries({ queryKey: key });
}

export async function stopPush(id: string, isThis: boolean): Promise<void> {
  if (isThis && canPush()) {
    const worker = await navigator.serviceWorker.getRegistration(scope);
    await (await worker?.pushManager.getSubscription())?.unsubscribe();
  }
  await call('DELETE', `/push-devices/${id}`);
  await queryClient.invalidateQueries({ queryKey: key });
}

function active({ active: now, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (now || !coming) return Promise.resolve();
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => coming.state === 'activated' && resolve());
  });
}
