import type { DraftData, RemovalLook, VersionData } from '@fieldwork/api-contract';
import {
  type Document,
  type DocumentByKind,
  type Kind,
  kinds,
  parseDocument,
  type Text,
} from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call, request } from '../../api/client.js';
import { queryClient } from '../../api/query-client.js';

export type DraftOf<K extends Kind> = Omit<DraftData, 'document'> & { document: DocumentByKind[K] };
export type DraftSummary = Omit<DraftData, 'document' | 'issues' | 'steps'> & {
  label: Text;
  /** Of flows, rules and reports: the form they are about. */
  form?: string;
};

const pathOf = (app: string, kind: Kind, id: string) => `/apps/${app}/${kinds[kind].folder}/${id}`;

/** All documents of an app, published or not. */
export function useDrafts(app: string) {
  return useQuery({
    queryKey: ['drafts', app],
    queryFn: () => call<DraftSummary[]>('GET', `/apps/${app}/documents`),
    staleTime: 0,
  });
}

export async function getDraft<K extends Kind>(app: string, kind: K, id: string): Promise<DraftOf<K>> {
  return (await call<DraftData>('GET', pathOf(app, kind, id))) as DraftOf<K>;
}

/** Every draft of one kind, whole. One that is not even in shape is left out: nothing can be read from it. */
export function useAllDrafts<K extends Kind>(app: string, kind: K) {
  return useQuery({
    queryKey: ['all-drafts', app, kind],
    queryFn: async () => {
      const list = await call<DraftSummary[]>('GET', `/apps/${app}/documents`);
      const own = list.filter((one) => one.kind === kind);
      const drafts = await Promise.all(own.map(({ id }) => getDraft(app, kind, id)));
      return drafts.filter(({ document }) => parseDocument(kind, document).document !== null);
    },
    staleTime: 0,
  });
}

/** The published documents of every kind; a publish makes another revision. */
export function usePublished(app: string, revision: number) {
  return useQuery({
    queryKey: ['published', app, revision],
    queryFn: async () => {
      const file: unknown = await request('GET', `/apps/${app}/export`);
      return (file as { documents: Document[] }).documents;
    },
  });
}

/** Writes a draft; `revision` 0 makes a new document, none writes over whatever is there. */
export async function saveDraft<K extends Kind>(
  app: string,
  kind: K,
  document: DocumentByKind[K],
  revision?: number,
): Promise<DraftOf<K>> {
  const body = { document, ...(revision === undefined ? {} : { revision }) };
  return (await call<DraftData>('PUT', pathOf(app, kind, document.id), { body })) as DraftOf<K>;
}

export async function publishDraft(
  app: string,
  kind: Kind,
  id: string,
  body: { revision?: number; confirm?: string[]; note?: string } = {},
): Promise<{ version: number; revision: number }> {
  return call('POST', `${pathOf(app, kind, id)}/publish`, { body });
}

export const discardDraft = (app: string, kind: Kind, id: string) => call('DELETE', pathOf(app, kind, id));

/** What stands in the way of taking a published document away, and what goes with it. */
export function useRemovalLook(app: string, kind: Kind, id: string) {
  return useQuery({
    queryKey: ['removal', app, kind, id],
    queryFn: () => call<RemovalLook>('GET', `${pathOf(app, kind, id)}/removal`),
    staleTime: 0,
    gcTime: 0,
  });
}

export const removeDocument = (app: string, kind: Kind, id: string, name: string) =>
  call('POST', `${pathOf(app, kind, id)}/removal`, { body: { name } });

export const removeApp = (app: string, name: string) =>
  call('POST', `/apps/${app}/removal`, { body: { name } });

export function useVersions(app: string, kind: Kind, id: string) {
  return useQuery({
    queryKey: ['versions', app, kind, id],
    queryFn: () => call<VersionData[]>('GET', `${pathOf(app, kind, id)}/versions`),
    staleTime: 0,
  });
}

export const getVersion = <K extends Kind>(app: string, kind: K, id: string, version: number) =>
  call<DocumentByKind[K]>('GET', `${pathOf(app, kind, id)}/versions/${version}`);

/** Reads everything about an app again, after its documents changed. */
export async function refreshApp(app: string): Promise<void> {
  await Promise.all(
    [['app', app], ['apps'], ['drafts', app], ['all-drafts', app], ['reports', app]].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );
}
