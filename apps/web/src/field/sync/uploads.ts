import { hasStatus, messageOf, ProblemError } from '../../api/problem.js';
import type { KeptFile } from '../store/database.js';
import type { FieldStore } from '../store/field-store.js';
import { syncApi } from './sync-api.js';

/** Small enough to come through at 64 kbit/s before anybody gives up. */
const pieceBytes = 64 * 1024;

/** Files that some wish names and the server has not got yet, oldest first. */
export function unsentFiles({ snapshot: { queue, files } }: FieldStore): KeptFile[] {
  const named = new Set(queue.flatMap((entry) => (entry.state === 'refused' ? [] : entry.files)));
  return [...files.values()]
    .filter((file) => !file.isDone && !file.failure && (file.offset !== null || named.has(file.id)))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Files that the server does not take; the rest goes on without them. */
export function failedFiles({ snapshot: { files } }: FieldStore): KeptFile[] {
  return [...files.values()].filter((file) => file.failure !== undefined && !file.isDone);
}

/** Whether it would be sent if it had not failed: the server knows it, or a wish on its way names it. */
export function isStillWanted({ id, offset }: KeptFile, { snapshot: { queue } }: FieldStore): boolean {
  return offset !== null || queue.some(({ state, files }) => state !== 'refused' && files.includes(id));
}

/** Tells the server of files that the wishes about to be sent name, so that they can name them. */
export async function announceFiles(store: FieldStore): Promise<void> {
  for (const file of unsentFiles(store)) {
    if (file.offset !== null) continue;
    await apart(store, file, async () => {
      try {
        await announce(store, file);
      } catch (error) {
        // So many are on their way that it takes no more: these go first.
        if (!hasStatus(error, 409)) throw error;
        await sendAnnounced(store);
        await announce(store, file);
      }
    });
  }
}

async function announce(store: FieldStore, file: KeptFile): Promise<KeptFile> {
  const { id, name, size, type, sha256 } = file;
  const { offset, isDone } = await syncApi.announce({ id, name, size, type, sha256 });
  const told = { ...file, offset, isDone };
  await store.updateFile(told);
  return told;
}

/** Sends the bytes of what is told already. */
async function sendAnnounced(store: FieldStore): Promise<void> {
  for (const file of unsentFiles(store))
    if (file.offset !== null) await apart(store, file, () => sendFile(store, file));
}

/** Sends the bytes, piece by piece; after a cut it goes on where the server stands. */
export async function sendFiles(store: FieldStore): Promise<void> {
  for (const file of unsentFiles(store)) await apart(store, file, () => sendFile(store, file));
}

async function sendFile(store: FieldStore, file: KeptFile): Promise<void> {
  try {
    await sendPieces(store, file);
  } catch (error) {
    // Damaged on its way, or the server stands elsewhere: once more from where it stands.
    if (!hasStatus(error, 409, 422)) throw error;
    await sendPieces(store, file);
  }
}

async function sendPieces(store: FieldStore, file: KeptFile): Promise<void> {
  let at = await announce(store, file);
  while (!at.isDone) {
    const from = at.offset ?? 0;
    const { offset, isDone } = await syncApi.sendPiece(at.id, from, at.blob.slice(from, from + pieceBytes));
    at = { ...at, offset, isDone };
    await store.updateFile(at);
  }
}

/** A file that the server refuses for good holds up no other, nor the wishes; it is marked with the words. */
async function apart(store: FieldStore, file: KeptFile, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const now = store.snapshot.files.get(file.id) ?? file;
    await store.updateFile({ ...now, failure: messageOf(error) });
  }
}

/** Not what is about the person, the device or the moment: those pass, or are told for all. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status);
}
