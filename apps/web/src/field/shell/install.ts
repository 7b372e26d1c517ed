/** The browser's offer to install the app (Chromium); kept until the person asks for it. */
interface InstallOffer extends Event {
  prompt(): Promise<void>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    for (const listener of listeners) listener();
  });
}

export function onInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const hasInstallOffer = () => offer !== null;

export async function install(): Promise<void> {
  await offer?.prompt();
  offer = null;
  for (const listener of listeners) listener();
}

export function isInstalled(): boolean {
  return (
    matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator === true && (navigator as { standalone?: boolean }).standalone === true)
  );
}
