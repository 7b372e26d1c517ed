/** The service worker of the phone page: there only on secure pages, and not in every browser. */

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // A new version takes over when the person agrees, and then the page begins again with it.
  let isTaken = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!isTaken) location.reload();
    isTaken = false;
  });
  void navigator.serviceWorker.register('/field-worker.js', { scope: '/field' }).then((registration) => {
    const look = () => {
      waiting = registration.waiting;
      for (const listener of listeners) listener();
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => undefined);
    });
  });
}

export function onWorkerUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const hasWorkerUpdate = () => waiting !== null;

/** Lets the new version take over; the queue is in the database and is not touched. */
export function takeWorkerUpdate(): void {
  waiting?.postMessage('take over');
}
