import { apiBase, call } from './client.js';
import { dataSource } from './data-source.js';

export interface FileInfo {
  id: string;
  name: string;
  type: string;
  size: number;
}

/** What photos are taken as; the server looks at the bytes. */
export const pictureTypes = 'image/jpeg,image/png,image/webp,image/heic,image/heif';

/** `onlyPictures`: it is for a field that takes nothing else. */
export function uploadFile(file: File, onlyPictures = false): Promise<FileInfo> {
  const own = dataSource();
  if (own) return own.keepFile(file);
  const body = new FormData();
  body.append('file', file, file.name);
  return call<FileInfo>('POST', '/files', { body, query: onlyPictures ? { onlyPictures } : {} });
}

export function fileUrl(id: string): string {
  return dataSource()?.fileUrl(id) ?? `${apiBase}/files/${id}`;
}
