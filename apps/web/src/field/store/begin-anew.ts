import { renumber } from '@fieldwork/sync';
import type { FieldDatabase, KeptFile, Meta } from './database.js';
import { type Entry, isPending } from './entry.js';

interface Beginning {
  device: string;
  /** The id that this phone had. */
  replaces: string;
  /** Up to here the server has what it settled. */
  settledSeq: number;
}

/**
 * Renumbers the queue for a phone that its server knows under another id, in one transaction. Wishes keep their ids, by
 * which the server tells those that it has; files that they name are announced again, and sent as far as it lacks them.
 */
export async function beginAnew(
  database: FieldDatabase,
  { device, replaces, settledSeq }: Beginning,
): Promise<{ queue: Entry[]; files: KeptFile[]; beganAnew: Meta['beganAnew'] }> {
  const tx = database.transaction(['meta', 'queue', 'files'], 'readwrite', { durability: 'strict' });
  const [kept, keptFiles] = await Promise.all([
    tx.objectStore('queue').getAll(),
    tx.objectStore('files').getAll(),
  ]);
  const { again, aside } = renumber(kept, (entry) => isToSend(entry, settledSeq));
  const queue = [...aside, ...again.map(asWaiting)];
  const named = new Set(again.flatMap((entry) => entry.files));
  const files = keptFiles.map((file) =>
    named.has(file.id) || (file.offset !== null && !file.isDone)
      ? { ...file, offset: null, isDone: false }
      : file,
  );
  void tx.objectStore('queue').clear();
  for (const entry of queue) void tx.objectStore('queue').put(entry);
  for (const file of files) void tx.objectStore('files').put(file);
  const meta = tx.objectStore('meta');
  void meta.put(again.length, 'seq');
  void meta.put({ id: device, isRegistered: false, replaces }, 'device');
  const beganAnew = { at: new Date().toISOString(), count: again.length, isSeen: false };
  void meta.put(beganAnew, 'beganAnew');
  await tx.done;
  return { queue, files, beganAnew };
}

/** What was refused stays refused; what was applied is sent again where the server has lost it. */
function isToSend(entry: Entry, settledSeq: number): boolean {
  if (isPending(entry)) return true;
  return (entry.state === 'sent' || entry.state === 'noted') && entry.seq > settledSeq;
}

function asWaiting({ conflicts: _, ...entry }: Entry): Entry {
  return { ...entry, state: 'waiting' };
}
