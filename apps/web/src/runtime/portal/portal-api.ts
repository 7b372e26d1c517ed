import type { PortalAct, PortalData, PortalMessage } from '@fieldwork/api-contract';
import { call } from '../../api/client.js';

export interface PortalPlace {
  app: string;
  page: string;
  /** The link's own part. */
  token: string;
}

const path = ({ app, page }: PortalPlace) => `/portal/${encodeURIComponent(app)}/${encodeURIComponent(page)}`;

export function readPortal(place: PortalPlace): Promise<PortalData> {
  return call('GET', path(place), { query: { t: place.token } });
}

export async function sendAct(place: PortalPlace, act: PortalAct): Promise<void> {
  await call('POST', `${path(place)}/acts`, { query: { t: place.token }, body: act });
}

export async function sendMessage(place: PortalPlace, message: PortalMessage): Promise<void> {
  await call('POST', `${path(place)}/messages`, { query: { t: place.token }, body: message });
}
