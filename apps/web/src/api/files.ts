import { apiBase, call } from './client.js';
import { dataSource } from './data-source.js';

export interface FileInfo {
  id: string;
  name: string;
  type: string;
  size: number;
}

export function uploadFile(file: File): Promise<FileInfo> {
  const own = dataSource();
  if (own) return own.keepFile(file);
  const body = new FormData();
  body.append('file', file, file.name);
  return call<FileInfo>('POST', '/files', { body });
}

export function fileUrl(id: string): string {
  return dataSource()?.fileUrl(id) ?? `${apiBase}/files/${id}`;
}
