import { sha256Hex } from '@fieldwork/metadata';
import type { FileInfo } from '../../api/files.js';
import { newOrderedId } from '../../api/new-id.js';
import { say } from '../../words/words.js';
import type { KeptFile } from './database.js';
import type { FieldStore } from './field-store.js';
import { fileWords } from './file-words.js';

const mostName = 255;
const mostType = 100;

/** Keeps a file on the phone under the id that it will have at the server. @throws Error, in words, where the server would not take it */
export async function keepNewFile(store: FieldStore, file: File): Promise<FileInfo> {
  const most = store.snapshot.ground?.session.maxFileBytes ?? Number.POSITIVE_INFINITY;
  if (file.size === 0) throw new Error(say(fileWords, 'empty'));
  if (file.size > most)
    throw new Error(say(fileWords, 'too_large', { most: Math.floor(most / 1024 / 1024) }));
  const kept: KeptFile = {
    id: newOrderedId(),
    name: fitName(file.name),
    type: file.type.slice(0, mostType) || 'application/octet-stream',
    size: file.size,
    sha256: await hashOf(file),
    blob: file,
    offset: null,
    isDone: false,
    at: new Date().toISOString(),
  };
  await store.keepFile(kept);
  const { id, name, type, size } = kept;
  return { id, name, type, size };
}

/** A name that the server takes: not too long, its ending kept. */
function fitName(name: string): string {
  const points = [...name];
  if (name.length <= mostName) return name || 'file';
  return `${points.slice(0, 100).join('')}${points.slice(-20).join('')}`;
}

/** The SHA-256 of a file in hexadecimal, by the browser where the page is secure. */
async function hashOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!crypto.subtle) return sha256Hex(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
