import type {
  DismissalBody,
  Draft,
  Duplicate,
  DuplicatePair,
  MergeBody,
  MergeData,
  SearchHit,
  Synonyms,
} from '@fieldwork/api-contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, request } from './client.js';
import { queryClient } from './query-client.js';
import { recordsChanged } from './records.js';

const formPath = (app: string, form: string) => `/apps/${app}/forms/${form}`;

/** Records by words, over all forms of an app or in one. */
export function useFound(app: string | undefined, words: string, form?: string, limit = 20) {
  return useQuery({
    queryKey: ['records', app, form ?? '*', 'found', words, limit],
    queryFn: ({ signal }) =>
      call<SearchHit[]>('GET', `/apps/${app}/search`, { query: { q: words, form, limit }, signal }),
    enabled: app !== undefined && words !== '',
    placeholderData: keepPreviousData,
  });
}

/** `print`: the values of the record at hand as JSON. */
export function useSuggested(app: string, form: string, suggestion: string, print: string) {
  return useQuery({
    queryKey: ['suggested', app, form, suggestion, print],
    queryFn: ({ signal }) =>
      call<SearchHit[]>('POST', `${formPath(app, form)}/suggestions/${suggestion}`, {
        body: { values: JSON.parse(print) as unknown },
        signal,
      }),
    enabled: print !== '{}',
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useDuplicates(app: string, form: string, print: string, id?: string) {
  return useQuery({
    queryKey: ['duplicates', app, form, print, id],
    queryFn: ({ signal }) =>
      call<Duplicate[]>('POST', `${formPath(app, form)}/duplicates`, {
        body: { values: JSON.parse(print) as unknown, ...(id === undefined ? {} : { id }) },
        signal,
      }),
    enabled: print !== '{}',
    retry: false,
  });
}

/** A page of pairs over all records of a form. */
export function useDuplicatePairs(
  app: string,
  form: string,
  page: number,
  pageSize: number,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ['records', app, form, 'duplicate pairs', page, pageSize],
    queryFn: async ({ signal }) => {
      const { data, meta } = await request<DuplicatePair[], { total: number }>(
        'GET',
        `${formPath(app, form)}/duplicates`,
        { query: { page, pageSize }, signal },
      );
      return { pairs: data, total: meta?.total ?? 0 };
    },
    enabled,
    placeholderData: keepPreviousData,
  });
}

export async function dismissDuplicate(app: string, form: string, body: DismissalBody): Promise<void> {
  await call('POST', `${formPath(app, form)}/duplicates/dismissals`, { body });
  await queryClient.invalidateQueries({ queryKey: ['records', app, form, 'duplicate pairs'] });
}

export async function mergeRecords(app: string, form: string, body: MergeBody): Promise<void> {
  await call('POST', `${formPath(app, form)}/merges`, { body });
  await recordsChanged(app, form);
}

export async function undoMerge(app: string, form: string, merge: string): Promise<void> {
  await call('POST', `${formPath(app, form)}/merges/${merge}/undo`);
  await recordsChanged(app, form);
}

export function useMerges(app: string, form: string, id: string) {
  return useQuery({
    queryKey: ['records', app, form, 'merges', id],
    queryFn: () => call<MergeData[]>('GET', `${formPath(app, form)}/records/${id}/merges`),
  });
}

export function draftFrom(app: string, form: string, id: string, conversion: string): Promise<Draft> {
  return call('POST', `${formPath(app, form)}/records/${id}/conversions/${conversion}`);
}

export function useSynonyms(app: string) {
  return useQuery({
    queryKey: ['synonyms', app],
    queryFn: () => call<Synonyms>('GET', `/apps/${app}/search/synonyms`),
  });
}

export async function saveSynonyms(app: string, synonyms: Synonyms): Promise<void> {
  await call('PUT', `/apps/${app}/search/synonyms`, { body: synonyms });
  await queryClient.invalidateQueries({ queryKey: ['synonyms', app] });
}
