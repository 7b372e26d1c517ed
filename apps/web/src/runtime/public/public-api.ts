import type { HelpBody, LibraryRow, PublicFormData, PublicReceipt } from '@fieldwork/api-contract';
import { call } from '../../api/client.js';

export interface PublicPlace {
  app: string;
  channel: string;
  /** Names the record that the form is about. */
  token: string | null;
  /** Names whoever has signed in to a portal. */
  visitor: string | null;
}
export interface Solution {
  challenge: string;
  nonce: string;
}

const path = ({ app, channel }: Pick<PublicPlace, 'app' | 'channel'>) =>
  `/public/${encodeURIComponent(app)}/${encodeURIComponent(channel)}`;

export function readPublicForm(place: PublicPlace): Promise<PublicFormData> {
  return call('GET', path(place), { query: { r: place.token, w: place.visitor } });
}

export function findHelp(place: PublicPlace, body: HelpBody, signal: AbortSignal): Promise<LibraryRow[]> {
  return call('POST', `${path(place)}/help`, { body, signal });
}

export function sendRequest(
  place: PublicPlace,
  solution: Solution,
  request: { values: Record<string, unknown>; typed: string | null; token: string | null },
): Promise<PublicReceipt> {
  return call('POST', path(place), { body: { ...solution, ...request, visitor: place.visitor } });
}

export function sendFile(
  place: PublicPlace,
  solution: Solution,
  file: File,
  onlyPictures: boolean,
): Promise<{ id: string; name: string }> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', `${path(place)}/files`, {
    body,
    query: { ...solution, ...(onlyPictures ? { onlyPictures } : {}) },
  });
}
