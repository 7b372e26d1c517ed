import { apiBase, call } from './client.js';

export interface FileInfo {
  id: string;
  name: string;
  type: string;
  size: number;
}

export function uploadFile(file: File): Promise<FileInfo> {
  const body = new FormData();
  body.append('file', file, file.name);
  return call<FileInfo>('POST', '/files', { body });
}

export function fileUrl(id: string): string {
  return `${apiBase}/files/${id}`;
}
