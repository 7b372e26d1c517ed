import type {
  AskedData,
  ConnectionBody,
  ConnectionData,
  ConnectionKind,
  ConnectorRun,
  HookBody,
  WebhookBody,
  WebhookData,
} from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call, request } from './client.js';
import { queryClient } from './query-client.js';

const refresh = (app: string) => queryClient.invalidateQueries({ queryKey: ['connections', app] });

export function useConnections(app: string) {
  return useQuery({
    queryKey: ['connections', app],
    queryFn: async () => {
      const answer = await request<ConnectionData[], { kinds: ConnectionKind[] }>(
        'GET',
        `/apps/${app}/connections`,
      );
      return { systems: answer.data, kinds: answer.meta?.kinds ?? [] };
    },
  });
}

export async function saveConnection(app: string, system: string, body: ConnectionBody): Promise<void> {
  await call('PUT', `/apps/${app}/connections/${system}`, { body });
  await refresh(app);
}

export async function deleteConnection(app: string, system: string): Promise<void> {
  await call('DELETE', `/apps/${app}/connections/${system}`);
  await refresh(app);
}

export function useConnectorRuns(app: string, connector: string) {
  return useQuery({
    queryKey: ['connections', app, 'runs', connector],
    queryFn: () => call<ConnectorRun[]>('GET', `/apps/${app}/connectors/${connector}/runs`),
  });
}

/** Begins a run as a job; a dry one writes nothing. */
export async function runConnector(app: string, connector: string, dry: boolean): Promise<string> {
  return (await call<{ job: string }>('POST', `/apps/${app}/connectors/${connector}/runs`, { body: { dry } }))
    .job;
}

/** Answers a secret that was made: it is shown once. */
export async function saveHook(app: string, connector: string, body: HookBody): Promise<string | null> {
  const path = `/apps/${app}/connectors/${connector}/hook`;
  const { secret } = await call<{ secret: string | null }>('PUT', path, { body });
  await refresh(app);
  return secret;
}

export async function deleteHook(app: string, connector: string): Promise<void> {
  await call('DELETE', `/apps/${app}/connectors/${connector}/hook`);
  await refresh(app);
}

export const rotateHook = (app: string, connector: string) =>
  call<{ secret: string }>('POST', `/apps/${app}/connectors/${connector}/hook/rotate`);

/** Takes what a call brought once more. */
export async function takeAgain(app: string, connector: string, run: string): Promise<void> {
  await call('POST', `/apps/${app}/connectors/${connector}/runs/${run}/again`);
  await refresh(app);
}

/** What another system says of what is filled in so far; `print`: those values as text. */
export function useAsked(app: string, connector: string, print: string) {
  return useQuery({
    queryKey: ['asked', app, connector, print],
    queryFn: ({ signal }) =>
      call<AskedData>('POST', `/apps/${app}/connectors/${connector}/ask`, {
        body: { values: JSON.parse(print) },
        signal,
      }),
    enabled: print !== '',
    staleTime: 20_000,
    retry: false,
  });
}

const hooks = (app: string) => `/apps/${app}/webhooks`;

export function useWebhooks(app: string) {
  return useQuery({ queryKey: ['webhooks', app], queryFn: () => call<WebhookData[]>('GET', hooks(app)) });
}

/** No id: a new one, whose secret is answered once. */
export async function saveWebhook(app: string, id: string | null, body: WebhookBody): Promise<string | null> {
  const made = id === null ? await call<{ secret: string }>('POST', hooks(app), { body }) : null;
  if (id !== null) await call('PUT', `${hooks(app)}/${id}`, { body });
  await queryClient.invalidateQueries({ queryKey: ['webhooks', app] });
  return made?.secret ?? null;
}

export async function deleteWebhook(app: string, id: string): Promise<void> {
  await call('DELETE', `${hooks(app)}/${id}`);
  await queryClient.invalidateQueries({ queryKey: ['webhooks', app] });
}

export const rotateWebhook = (app: string, id: string) =>
  call<{ secret: string }>('POST', `${hooks(app)}/${id}/rotate`);
export const testWebhook = (app: string, id: string) =>
  call<{ error: string | null }>('POST', `${hooks(app)}/${id}/test`);
export const replayWebhook = (app: string, id: string, from: string, to: string) =>
  call<{ count: number }>('POST', `${hooks(app)}/${id}/replay`, { body: { from, to } });
