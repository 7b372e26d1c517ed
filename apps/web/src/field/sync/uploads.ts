import type { KeptFile } from '../store/database.js';
import type { FieldStore } from '../store/field-store.js';
import { syncApi } from './sync-api.js';

/** Small enough to come through at 64 kbit/s before anybody gives up. */
const pieceBytes = 64 * 1024;

/** Files that some wish names and the server has not got yet, oldest first. */
export function unsentFiles({ snapshot: { queue, files } }: FieldStore): KeptFile[] {
  const named = new Set(queue.flatMap((entry) => (entry.state === 'refused' ? [] : entry.files)));
  return [...files.values()]
    .filter((file) => !file.isDone && (file.offset !== null || named.has(file.id)))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Tells the server of files that the wishes about to be sent name, so that they can name them. */
export async function announceFiles(store: FieldStore): Promise<void> {
  for (const file of unsentFiles(store)) if (file.offset === null) await announce(store, file);
}

async function announce(store: FieldStore, file: KeptFile): Promise<KeptFile> {
  const { id, name, size, type, sha256 } = file;
  const { offset, isDone } = await syncApi.announce({ id, name, size, type, sha256 });
  const told = { ...file, offset, isDone };
  await store.updateFile(told);
  return told;
}

/** Sends the bytes, piece by piece; after a cut it goes on where the server stands. */
export async function sendFiles(store: FieldStore): Promise<void> {
  for (const file of unsentFiles(store)) {
    let at = await announce(store, file);
    while (!at.isDone) {
      const from = at.offset ?? 0;
      const { offset, isDone } = await syncApi.sendPiece(at.id, from, at.blob.slice(from, from + pieceBytes));
      at = { ...at, offset, isDone };
      await store.updateFile(at);
    }
  }
}
