import type {
  AppData,
  DeviceStanding,
  PullAnswer,
  PullBody,
  PushAnswer,
  PushBody,
  RegisterDevice,
  UploadBody,
  UploadData,
} from '@fieldwork/api-contract';
import { apiBase, call } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { Session } from '../../api/session.js';

/** The server's side of the phone, one function per address. All of them throw ProblemError. */
export const syncApi = {
  session: () => call<Session>('GET', '/session'),
  app: (app: string) => call<AppData>('GET', `/apps/${app}`),
  register: (body: RegisterDevice) => call<unknown>('POST', '/devices', { body }),
  /** Answers without a session. */
  standing: (device: string) => call<DeviceStanding>('GET', `/devices/${device}/standing`),
  push: (app: string, body: PushBody) => call<PushAnswer>('POST', `/apps/${app}/sync/push`, { body }),
  pull: (app: string, body: PullBody) => call<PullAnswer>('POST', `/apps/${app}/sync/pull`, { body }),
  announce: (body: UploadBody) => call<UploadData>('POST', '/files/uploads', { body }),
  sendPiece,
};

async function sendPiece(id: string, offset: number, piece: Blob): Promise<UploadData> {
  let response: Response;
  try {
    response = await fetch(`${apiBase}/files/uploads/${id}?offset=${offset}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
      body: piece,
    });
  } catch {
    throw new ProblemError(0, null);
  }
  const text = await response.text();
  if (!response.ok) throw new ProblemError(response.status, text === '' ? null : JSON.parse(text));
  return (JSON.parse(text) as { data: UploadData }).data;
}
