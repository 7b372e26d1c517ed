import type { FormAccess, HistoryEntry, ListMeta, RecordData, RecordRights } from '@fieldwork/api-contract';
import type { ExpressionJson } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useAppScope } from './app-scope.js';
import { call, request } from './client.js';
import { dataSource } from './data-source.js';
import { queryClient } from './query-client.js';

export interface ListParameters {
  filter?: ExpressionJson | undefined;
  search?: string | undefined;
  /** `-created_at` is newest first. */
  sort?: readonly string[] | undefined;
  page?: number | undefined;
  pageSize?: number | undefined;
  fields?: readonly string[] | undefined;
  count?: 'exact' | 'none' | undefined;
  deleted?: 'no' | 'only' | undefined;
}
export interface RecordPage {
  records: RecordData[];
  meta: ListMeta;
}

const recordsPath = (app: string, form: string) => `/apps/${app}/forms/${form}/records`;
export const recordsKey = (app: string, form: string) => ['records', app, form] as const;

export async function listRecords(
  app: string,
  form: string,
  parameters: ListParameters,
  signal?: AbortSignal,
): Promise<RecordPage> {
  const own = dataSource();
  if (own) return own.list(form, parameters);
  const { filter, sort, fields, ...plain } = parameters;
  const answer = await request<RecordData[], ListMeta>('GET', recordsPath(app, form), {
    query: {
      ...plain,
      filter: filter === undefined ? undefined : JSON.stringify(filter),
      sort: sort?.join(','),
      fields: fields?.join(','),
    },
    ...(signal ? { signal } : {}),
  });
  return { records: answer.data, meta: answer.meta as ListMeta };
}

export function useRecords(app: string, form: string, parameters: ListParameters, enabled = true) {
  return useQuery({
    queryKey: [...recordsKey(app, form), 'list', parameters],
    queryFn: ({ signal }) => listRecords(app, form, parameters, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export async function readRecord(app: string, form: string, id: string): Promise<RecordData> {
  const own = dataSource();
  if (own) return own.read(form, id);
  return call<RecordData>('GET', `${recordsPath(app, form)}/${id}`);
}

export function useRecord(app: string, form: string, id: string | null) {
  return useQuery({
    queryKey: [...recordsKey(app, form), 'one', id],
    queryFn: () => readRecord(app, form, id ?? ''),
    enabled: id !== null,
  });
}

const noRights: RecordRights = { update: false, delete: false };

/** What one may do with each of these records; undefined until the server has said it. */
export function useRecordRights(app: string, form: string, ids: readonly string[], enabled: boolean) {
  const { data } = useQuery({
    queryKey: [...recordsKey(app, form), 'rights', ids],
    queryFn: () =>
      call<Record<string, RecordRights>>('POST', `${recordsPath(app, form)}/rights`, { body: { ids } }),
    placeholderData: keepPreviousData,
    enabled: enabled && ids.length > 0,
  });
  return data;
}

/** What one may do with this very record. Where its form does not tell, nothing is offered before the server has. */
export function useRecordAccess(form: string, id: string): FormAccess {
  const scope = useAppScope();
  const access = scope.access(form);
  const rights = useRecordRights(scope.id, form, [id], access.byRecord);
  if (!access.byRecord) return access;
  const { update, delete: remove } = rights?.[id] ?? noRights;
  return { ...access, update: access.update && update, delete: access.delete && remove };
}

export function useHistory(app: string, form: string, id: string) {
  return useQuery({
    queryKey: [...recordsKey(app, form), 'history', id],
    queryFn: () => call<HistoryEntry[]>('GET', `${recordsPath(app, form)}/${id}/history`),
  });
}

/** `key` makes a repeated try harmless. */
export async function createRecord(
  app: string,
  form: string,
  values: unknown,
  key: string,
): Promise<RecordData> {
  const record = await call<RecordData>('POST', recordsPath(app, form), {
    body: values,
    headers: { 'idempotency-key': key },
  });
  await recordsChanged(app, form);
  return record;
}

/** Writes the changed fields; another version on the server than `version` is a 409 with the present record. */
export async function updateRecord(
  app: string,
  form: string,
  id: string,
  values: unknown,
  version: number,
): Promise<RecordData> {
  const record = await call<RecordData>('PATCH', `${recordsPath(app, form)}/${id}`, {
    body: values,
    headers: { 'if-match': `"${version}"` },
  });
  queryClient.setQueryData([...recordsKey(app, form), 'one', id], record);
  await recordsChanged(app, form);
  return record;
}

export async function deleteRecords(app: string, form: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await call('DELETE', `${recordsPath(app, form)}/${id}`);
  await recordsChanged(app, form);
}

export async function restoreRecord(app: string, form: string, id: string): Promise<void> {
  await call('POST', `${recordsPath(app, form)}/${id}/restore`);
  await recordsChanged(app, form);
}

export async function recordsChanged(app: string, form: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: recordsKey(app, form) });
}
