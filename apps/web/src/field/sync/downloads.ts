import { type FieldPage, fieldOf, namedFiles } from '@fieldwork/metadata';
import { fileUrl } from '../../api/files.js';
import type { FieldStore } from '../store/field-store.js';

const usualBytes = 20_000_000;

/** The pictures and files that come along, the newest records first. */
export function wantedFiles({ snapshot, engines }: FieldStore, page: FieldPage): string[] {
  const wanted = (page.also ?? []).flatMap(({ form: id, files = [] }) => {
    const form = engines?.forms.get(id);
    const fields = form ? files.flatMap((one) => fieldOf(form, one) ?? []) : [];
    if (fields.length === 0) return [];
    const records = [...(snapshot.records.get(id)?.values() ?? [])].toSorted((a, b) =>
      String(a.updated_at) < String(b.updated_at) ? 1 : -1,
    );
    return records.flatMap((record) => fields.flatMap((field) => namedFiles(field, record[field.id])));
  });
  return [...new Set(wanted)];
}

/**
 * Fetches what comes along and is not here yet, one after the other, as far as there is room; what has none is counted
 * and said. `mayGoOn` is asked before each: what somebody did is sent first, and this goes on afterwards. `sizes`: of
 * those that were asked for, so that what has no room is not asked for again.
 */
export async function fetchFiles(
  store: FieldStore,
  page: FieldPage,
  mayGoOn: () => boolean,
  sizes: Map<string, number>,
): Promise<void> {
  const wanted = wantedFiles(store, page);
  const named = new Set(wanted);
  const most = page.limits?.fileBytes ?? usualBytes;
  await store.tidyDownloads(
    [...store.snapshot.downloads.keys()].filter((id) => !named.has(id)),
    store.snapshot.filesLeftOut,
  );
  let room = most - [...store.snapshot.downloads.values()].reduce((sum, { size }) => sum + size, 0);
  let leftOut = 0;
  for (const id of wanted) {
    if (store.snapshot.downloads.has(id)) continue;
    if ((sizes.get(id) ?? 0) > room) {
      leftOut++;
      continue;
    }
    if (!mayGoOn()) return;
    const found = await fetchFile(id, room);
    if (!found) continue;
    sizes.set(id, found.size);
    if (!found.blob) leftOut++;
    else {
      room -= found.size;
      await store.keepDownload({ id, size: found.size, blob: found.blob });
    }
  }
  await store.tidyDownloads([], leftOut);
}

/** Without its bytes where it has no room; null: it is not there any more, or not his to see. @throws TypeError without signal */
async function fetchFile(id: string, room: number): Promise<{ size: number; blob: Blob | null } | null> {
  const stop = new AbortController();
  const answer = await fetch(fileUrl(id), { signal: stop.signal });
  if (!answer.ok) return null;
  const size = Number(answer.headers.get('content-length') ?? 0);
  if (size > room) {
    stop.abort();
    return { size, blob: null };
  }
  const blob = await answer.blob();
  return { size: blob.size, blob: blob.size > room ? null : blob };
}
