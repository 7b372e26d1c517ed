import type { Values } from '@fieldwork/form-engine';
import type { PastWrite } from './record-past.store.js';

/** The record as it was from a moment on. */
export interface RecordMoment {
  at: string;
  values: Values;
  isPast: boolean;
}

/**
 * The record as it was after each write, in the order in which things happened. `writes` come in the order in which
 * they arrived, which is another one where a device reported late; `current` is what they came to.
 */
export function momentsOf(writes: readonly PastWrite[], current: Values): RecordMoment[] {
  const found: RecordMoment[] = [];
  let values: Values = current;
  for (const write of [...writes].reverse()) {
    found.unshift({ at: write.at, values, isPast: isPast(write) });
    if (write.kind === 'updated') values = { ...values, ...side(write, 0) };
  }
  const ordered = [...writes].sort(inOrder);
  return ordered.every((write, index) => write === writes[index]) ? found : retold(ordered, values, current);
}

function retold(ordered: readonly PastWrite[], initial: Values, current: Values): RecordMoment[] {
  const found: RecordMoment[] = [];
  let values = initial;
  for (const write of ordered) {
    if (write.kind === 'updated') values = { ...values, ...side(write, 1) };
    found.push({ at: write.at, values, isPast: isPast(write) });
  }
  // Of a field that both sides wrote, the value that arrived last stands: from its arrival on.
  const touched = new Set(ordered.flatMap(({ changes }) => Object.keys(changes)));
  const last = ordered
    .map(({ at, reportedAt }) => reportedAt ?? at)
    .sort()
    .at(-1);
  if (last !== undefined && [...touched].some((field) => differs(values[field], current[field])))
    found.push({ at: last, values: current, isPast: false });
  return found;
}

function inOrder(a: PastWrite, b: PastWrite): number {
  if ((a.kind === 'created') !== (b.kind === 'created')) return a.kind === 'created' ? -1 : 1;
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.version - b.version;
}

function side({ changes }: PastWrite, which: 0 | 1): Values {
  return Object.fromEntries(Object.entries(changes).map(([field, both]) => [field, both[which]]));
}

function isPast({ kind, isImported }: PastWrite): boolean {
  return kind === 'created' && isImported;
}

/** Changes hold ids where the record as it was read may hold what they lead to. */
function differs(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value ? value.id : (value ?? null);
  return JSON.stringify(plain(one)) !== JSON.stringify(plain(other));
}
