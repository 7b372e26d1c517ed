import type { LibraryData, LibraryRecord } from '@fieldwork/api-contract';
import { call } from '../../api/client.js';

export interface LibrarySite {
  app: string;
  page: string;
}

const path = ({ app, page }: LibrarySite) =>
  `/libraries/${encodeURIComponent(app)}/${encodeURIComponent(page)}`;

export interface LibraryAsked {
  q: string;
  group: string;
  page: number;
}

export function readLibrary(
  site: LibrarySite,
  asked: LibraryAsked,
  signal: AbortSignal,
): Promise<LibraryData> {
  return call('GET', path(site), { query: { ...asked }, signal });
}

export function readLibraryRecord(site: LibrarySite, id: string): Promise<LibraryRecord> {
  return call('GET', `${path(site)}/records/${encodeURIComponent(id)}`);
}
