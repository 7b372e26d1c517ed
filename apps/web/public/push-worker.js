// Shows what is pushed, and leads to it. A scope of its own: it serves no page.
self.addEventListener('push', (event) => {
  const said = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(String(said.title ?? 'Fieldwork'), {
      body: String(said.text ?? ''),
      icon: '/field-192.png',
      tag: String(said.key ?? ''),
      data: { url: said.url ?? '/' },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data?.url ?? '/')));
});

/** Only pages of this installation are opened. */
async function open(address) {
  const url = new URL(address, self.location.origin);
  if (url.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const same = pages.find((page) => page.url === url.href);
  await (same ? same.focus() : self.clients.openWindow(url.href));
}
