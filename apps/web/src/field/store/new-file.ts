import { sha256Hex } from '@fieldwork/metadata';
import type { FileInfo } from '../../api/files.js';
import { newOrderedId } from '../../api/new-id.js';
import type { KeptFile } from './database.js';
import type { FieldStore } from './field-store.js';

/** Keeps a file on the phone under the id that it will have at the server. */
export async function keepNewFile(store: FieldStore, file: File): Promise<FileInfo> {
  const kept: KeptFile = {
    id: newOrderedId(),
    name: file.name || 'file',
    type: file.type || 'application/octet-stream',
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

/** The SHA-256 of a file in hexadecimal, by the browser where the page is secure. */
async function hashOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!crypto.subtle) return sha256Hex(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
