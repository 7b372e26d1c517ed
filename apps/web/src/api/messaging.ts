import type {
  MemberAddresses,
  MessageData,
  MessageRouteBody,
  MessengerBody,
  MessengerData,
  MessengerKind,
  NoticeMessenger,
} from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

const refresh = () => queryClient.invalidateQueries({ queryKey: ['messengers'] });

export function useMessengers() {
  return useQuery({ queryKey: ['messengers'], queryFn: () => call<MessengerData[]>('GET', '/messengers') });
}

export function useMessengerKinds() {
  return useQuery({
    queryKey: ['messenger-kinds'],
    queryFn: () => call<MessengerKind[]>('GET', '/messengers/kinds'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Where links in messages lead; null: they carry none. */
export function useLinkAddress() {
  return useQuery({
    queryKey: ['messenger-address'],
    queryFn: () => call<{ baseUrl: string | null }>('GET', '/messengers/address'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** No id: a new one. */
export async function saveMessenger(id: string | null, body: MessengerBody): Promise<void> {
  if (id === null) await call('POST', '/messengers', { body });
  else await call('PUT', `/messengers/${id}`, { body });
  await refresh();
}

export async function deleteMessenger(id: string): Promise<void> {
  await call('DELETE', `/messengers/${id}`);
  await refresh();
}

/** Why the line did not go; null when it did. */
export async function testMessenger(id: string, to: string, template: string | null): Promise<string | null> {
  const body = { to, template };
  return (await call<{ error: string | null }>('POST', `/messengers/${id}/test`, { body })).error;
}

type Route = Omit<MessageRouteBody, 'messengerId'> & { messengerId: string };

export function useMessageRoutes() {
  return useQuery({
    queryKey: ['messengers', 'routes'],
    queryFn: () => call<Route[]>('GET', '/messengers/routes'),
  });
}

export async function setMessageRoute(body: MessageRouteBody): Promise<void> {
  await call('PUT', '/messengers/routes', { body });
  await refresh();
}

export function useMessages(messenger: string, state: MessageData['state'] | null) {
  return useQuery({
    queryKey: ['messengers', 'messages', messenger, state],
    queryFn: () => call<MessageData[]>('GET', '/messengers/messages', { query: { messenger, state } }),
  });
}

export function useNoticeMessengers() {
  return useQuery({
    queryKey: ['notice-messengers'],
    queryFn: () => call<NoticeMessenger[]>('GET', '/notice-messengers'),
  });
}

export async function setNoticeMessengers(body: MemberAddresses): Promise<void> {
  await call('PUT', '/notice-messengers', { body });
  await queryClient.invalidateQueries({ queryKey: ['notice-messengers'] });
}
