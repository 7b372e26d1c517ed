import { isPending } from '../store/entry.js';
import type { FieldStore } from '../store/field-store.js';
import { failedFiles, unsentFiles } from '../sync/uploads.js';

/** Everything that was not sent, pictures included, as one file that an administrator can read. */
export async function exportQueue(store: FieldStore): Promise<void> {
  const entries = store.snapshot.queue.filter((entry) => isPending(entry) || entry.state === 'refused');
  const files = await Promise.all(
    [...unsentFiles(store), ...failedFiles(store)].map(async ({ id, name, type, blob }) => ({
      id,
      name,
      type,
      data: await dataUrl(blob),
    })),
  );
  const session = store.snapshot.ground?.session;
  const content = { device: store.device, user: session?.user, at: new Date().toISOString(), entries, files };
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  link.download = `fieldwork-${session?.user.login ?? 'queue'}-${content.at.slice(0, 10)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
