import type { AppData, AppSummary } from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

export function useApps() {
  return useQuery({ queryKey: ['apps'], queryFn: () => call<AppSummary[]>('GET', '/apps') });
}

/** Published documents of an app as far as the caller may see them. */
export function useAppData(app: string | undefined) {
  return useQuery({
    queryKey: ['app', app],
    queryFn: () => call<AppData>('GET', `/apps/${app}`),
    enabled: app !== undefined,
    staleTime: 5 * 60_000,
  });
}

/** Makes an empty app. */
export async function createApp(values: { label: Text; icon?: string; color?: string }): Promise<AppSummary> {
  const app = await call<AppSummary>('POST', '/apps', { body: values });
  await queryClient.invalidateQueries({ queryKey: ['apps'] });
  await queryClient.invalidateQueries({ queryKey: ['session'] });
  return app;
}
