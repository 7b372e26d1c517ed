import type { Wish } from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import { newId } from '../../api/new-id.js';
import { currentElapsedMs } from './clock.js';
import { draftKeyOf, type FieldDatabase, type KeptFile } from './database.js';
import { doneBefore, type Entry, formOf, needsOf, recordOf } from './entry.js';

export interface NewWish {
  wish: Wish;
  title: string;
  label: Text;
  shown?: Record<string, unknown>;
  /** Files it names; of these, those that are not kept yet. */
  files?: readonly string[];
  newFiles?: readonly KeptFile[];
  /** See the entry. */
  task?: string;
  /** The same; its draft is over with it. */
  step?: string;
}

/**
 * Writes a wish in one transaction: its number, the entry, its files, the end of its draft. The number is given inside,
 * so that two tabs never give the same one and none is left out. What was wished already is answered with its entry.
 */
export async function writeWish(database: FieldDatabase, wanted: NewWish): Promise<Entry> {
  const tx = database.transaction(['meta', 'queue', 'files', 'drafts'], 'readwrite', {
    durability: 'strict',
  });
  const meta = tx.objectStore('meta');
  const queue = await tx.objectStore('queue').getAll();
  const before = doneBefore(queue, wanted.wish, wanted.task);
  if (before) return before;
  const seq = (((await meta.get('seq')) as number | undefined) ?? 0) + 1;
  const elapsedMs = currentElapsedMs();
  const needs = needsOf(queue, formOf(wanted.wish), recordOf(wanted.wish));
  const entry: Entry = {
    seq,
    id: newId(),
    at: new Date().toISOString(),
    elapsedMs,
    wish: wanted.wish,
    ...(needs.length > 0 ? { needs } : {}),
    state: 'waiting',
    title: wanted.title,
    label: wanted.label,
    ...(wanted.shown ? { shown: wanted.shown } : {}),
    files: [...(wanted.files ?? [])],
    ...(wanted.task === undefined ? {} : { task: wanted.task }),
    ...(wanted.step === undefined ? {} : { step: wanted.step }),
  };
  void meta.put(seq, 'seq');
  void meta.put({ elapsedMs, wallMs: Date.now() }, 'clock');
  void tx.objectStore('queue').add(entry);
  for (const file of wanted.newFiles ?? []) void tx.objectStore('files').put(file);
  if (wanted.step !== undefined)
    void tx.objectStore('drafts').delete(draftKeyOf(recordOf(wanted.wish), wanted.step));
  await tx.done;
  return entry;
}
