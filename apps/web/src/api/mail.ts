import type {
  MailAccountBody,
  MailAccountData,
  MailMessageData,
  MailTestResult,
  NoticePreference,
} from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

export function useMailAccounts() {
  return useQuery({
    queryKey: ['mail-accounts'],
    queryFn: () => call<MailAccountData[]>('GET', '/mail-accounts'),
  });
}

/** No id: a new mailbox. Answers its id. */
export async function saveMailAccount(id: string | null, body: MailAccountBody): Promise<string> {
  const made = id === null ? await call<{ id: string }>('POST', '/mail-accounts', { body }) : { id };
  if (id !== null) await call('PUT', `/mail-accounts/${id}`, { body });
  await queryClient.invalidateQueries({ queryKey: ['mail-accounts'] });
  return made.id;
}

export async function deleteMailAccount(id: string): Promise<void> {
  await call('DELETE', `/mail-accounts/${id}`);
  await queryClient.invalidateQueries({ queryKey: ['mail-accounts'] });
}

export const testMailAccount = (id: string) => call<MailTestResult>('POST', `/mail-accounts/${id}/test`);

export function useMailMessages(account: string) {
  return useQuery({
    queryKey: ['mail-messages', account],
    queryFn: () => call<MailMessageData[]>('GET', `/mail-accounts/${account}/messages`),
  });
}

/** Something that was to leave the house and was given up. */
export interface DeadDelivery {
  id: string;
  channel: string;
  target: string;
  attempts: number;
  error: string | null;
  createdAt: string;
}

export function useDeadDeliveries() {
  return useQuery({
    queryKey: ['deliveries', 'dead'],
    queryFn: () => call<DeadDelivery[]>('GET', '/deliveries', { query: { state: 'dead' } }),
  });
}

export async function retryDelivery(id: string): Promise<void> {
  await call('POST', `/deliveries/${id}/retry`);
  await queryClient.invalidateQueries({ queryKey: ['deliveries'] });
}

export function useNoticePreference() {
  return useQuery({
    queryKey: ['notice-preference'],
    queryFn: () => call<NoticePreference & { isPossible: boolean }>('GET', '/notice-preference'),
  });
}

export async function setNoticePreference(body: NoticePreference): Promise<void> {
  await call('PUT', '/notice-preference', { body });
  await queryClient.invalidateQueries({ queryKey: ['notice-preference'] });
}
