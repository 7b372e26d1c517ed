import type {
  AppointmentOffer,
  PortalAct,
  PortalAsk,
  PortalData,
  PortalEnter,
  PortalHomeData,
  PortalMessage,
} from '@fieldwork/api-contract';
import { call } from '../../api/client.js';

export interface PortalPlace {
  app: string;
  page: string;
  /** The link's own part. */
  token: string;
}

const path = ({ app, page }: Pick<PortalPlace, 'app' | 'page'>) =>
  `/portal/${encodeURIComponent(app)}/${encodeURIComponent(page)}`;

export function readPortal(place: PortalPlace): Promise<PortalData> {
  return call('GET', path(place), { query: { t: place.token } });
}

export async function sendAct(place: PortalPlace, act: PortalAct): Promise<void> {
  await call('POST', `${path(place)}/acts`, { query: { t: place.token }, body: act });
}

export async function sendMessage(place: PortalPlace, message: PortalMessage): Promise<void> {
  await call('POST', `${path(place)}/messages`, { query: { t: place.token }, body: message });
}

/** A picture for the next message. */
export function sendPicture(place: PortalPlace, file: File): Promise<{ id: string; name: string }> {
  const body = new FormData();
  body.append('file', file);
  return call('POST', `${path(place)}/files`, { query: { t: place.token }, body });
}

export function pictureUrl(place: PortalPlace, id: string): string {
  return `/api/v1${path(place)}/files/${id}?t=${encodeURIComponent(place.token)}`;
}

/** A portal that is opened without a link. */
export type PortalSite = Pick<PortalPlace, 'app' | 'page'>;

export function readHome(site: PortalSite): Promise<PortalHomeData> {
  return call('GET', `${path(site)}/home`);
}

export async function askForCode(site: PortalSite, ask: PortalAsk): Promise<void> {
  await call('POST', `${path(site)}/home/codes`, { body: ask });
}

export async function enterHome(site: PortalSite, enter: PortalEnter): Promise<void> {
  await call('POST', `${path(site)}/home/session`, { body: enter });
}

export async function leaveHome(site: PortalSite): Promise<void> {
  await call('DELETE', `${path(site)}/home/session`);
}

export function readAppointments(place: PortalPlace): Promise<AppointmentOffer> {
  return call('GET', `${path(place)}/appointment`, { query: { t: place.token } });
}

/** The beginning of a window; null takes the choice back. */
export async function chooseAppointment(place: PortalPlace, from: string | null): Promise<void> {
  await call('PUT', `${path(place)}/appointment`, { query: { t: place.token }, body: { from } });
}
