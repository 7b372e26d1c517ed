// The phone's service worker. Filled in by field-worker.ts when the web is built.
const version = 'VERSION';
const files = ['FILES'];
const cacheName = `fieldwork-field-${version}`;
const prefix = 'fieldwork-field-';

addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) => {
      // Names with a hash may come from the browser's own cache; the page itself may not.
      const fresh = files.map(
        (file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' }),
      );
      return cache.addAll(fresh);
    }),
  );
});

addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(prefix) && name !== cacheName)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => clients.claim()),
  );
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  // The API is the network's alone: what the phone holds lies in its database.
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') {
    if (url.pathname === '/field' || url.pathname.startsWith('/field/'))
      event.respondWith(kept('/field', request));
    return;
  }
  if (files.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});

addEventListener('message', ({ data }) => {
  // Only when the person agrees: the page that is open works with the scripts it began with.
  if (data === 'take over') skipWaiting();
});

addEventListener('sync', (event) => {
  event.waitUntil(wakePages());
});

async function wakePages() {
  for (const page of await clients.matchAll({ type: 'window' })) page.postMessage('sync');
}

async function kept(path, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}
