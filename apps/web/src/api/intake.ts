import type { CallData, IntakeHit, OverviewData, PublicLink } from '@fieldwork/api-contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

const pagePath = (app: string, page: string) => `/apps/${app}/pages/${page}`;

/** Everything an overview shows of one record; read anew whenever records of the app change. */
export function useOverview(app: string, page: string, id: string | null) {
  return useQuery({
    queryKey: ['records', app, 'overview', page, id],
    queryFn: ({ signal }) => call<OverviewData>('GET', `${pagePath(app, page)}/overview/${id}`, { signal }),
    enabled: id !== null,
    placeholderData: (before, query) => (query?.queryKey[4] === id ? before : undefined),
  });
}

/** What an intake page finds for some words. */
export function useLookup(app: string, page: string, words: string) {
  return useQuery({
    queryKey: ['lookup', app, page, words],
    queryFn: ({ signal }) =>
      call<IntakeHit[]>('GET', `${pagePath(app, page)}/lookup`, { query: { q: words }, signal }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** One record as if it had been found. */
export function lookUpGiven(app: string, page: string, form: string, id: string): Promise<IntakeHit[]> {
  return call('GET', `${pagePath(app, page)}/given`, { query: { form, id } });
}

/** Calls that ring for whoever is signed in. */
export function useRingingCalls() {
  return useQuery({ queryKey: ['calls'], queryFn: () => call<CallData[]>('GET', '/calls') });
}

export async function answerCall(id: string, state: 'accepted' | 'missed'): Promise<void> {
  await call('POST', `/calls/${id}/state`, { body: { state } });
  await queryClient.invalidateQueries({ queryKey: ['calls'] });
}

/** A new link for a record; the earlier ones are void. */
export async function renewPublicLink(app: string, form: string, id: string, channel: string): Promise<void> {
  await call('POST', `/apps/${app}/forms/${form}/records/${id}/public-links/${channel}/renew`);
  await queryClient.invalidateQueries({ queryKey: ['public-links', app, form, id] });
}

/** Addresses of public forms that are about this record. */
export function usePublicLinks(app: string, form: string, id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['public-links', app, form, id],
    queryFn: () => call<PublicLink[]>('GET', `/apps/${app}/forms/${form}/records/${id}/public-links`),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
