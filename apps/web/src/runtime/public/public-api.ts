import type { PublicFormData, PublicReceipt } from '@fieldwork/api-contract';
import { call } from '../../api/client.js';

export interface PublicPlace {
  app: string;
  channel: string;
  /** Names the record that the form is about. */
  token: string | null;
}
export interface Solution {
  challenge: string;
  nonce: string;
}

const path = ({ app, channel }: PublicPlace) =>
  `/public/${encodeURIComponent(app)}/${encodeURIComponent(channel)}`;

export function readPublicForm(place: PublicPlace): Promise<PublicFormData> {
  return call('GET', path(place), { query: { r: place.token } });
}

export function sendRequest(
  place: PublicPlace,
  solution: Solution,
  values: Record<string, unknown>,
  typed: string | null = null,
): Promise<PublicReceipt> {
  return call('POST', path(place), { body: { ...solution, token: place.token, typed, values } });
}

export function sendFile(
  place: PublicPlace,
  solution: Solution,
  file: File,
): Promise<{ id: string; name: string }> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', `${path(place)}/files`, { body, query: { ...solution } });
}
