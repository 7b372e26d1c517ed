import type {
  AppData,
  AppSummary,
  ImportedApp,
  InstalledTemplate,
  TemplateSummary,
} from '@fieldwork/api-contract';
import type { Text } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

/** An exported app; where it is there already, it is updated, or made again under the names of `as`. */
export interface ExportedChoice {
  exported: object;
  existing: 'refuse' | 'update';
  as?: { id: string; label: string };
}

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
  await refreshApps();
  return app;
}

/** The apps that come with the product. */
export function useTemplates(isAsked: boolean) {
  return useQuery({
    queryKey: ['templates'],
    queryFn: () => call<TemplateSummary[]>('GET', '/templates'),
    enabled: isAsked,
  });
}

/** Brings a template to life, or its app to what it has; `demo`: with people and records to look at. */
export async function installTemplate(
  id: string,
  wish: { demo: boolean; existing: 'refuse' | 'update' },
  confirm: readonly string[],
): Promise<InstalledTemplate> {
  const body = { ...wish, confirm };
  const installed = await call<InstalledTemplate>('POST', `/templates/${id}/install`, { body });
  await refreshApps();
  if (wish.existing === 'update') await queryClient.invalidateQueries({ queryKey: ['app', installed.app] });
  return installed;
}

/** Brings an app to life that was exported elsewhere. @throws ProblemError naming what is wrong with it */
export async function importApp(
  { exported, existing, as }: ExportedChoice,
  confirm: readonly string[],
): Promise<ImportedApp> {
  const body = { ...exported, existing, ...(as ? { as } : {}), confirm };
  const app = await call<ImportedApp>('POST', '/apps/import', { body });
  await refreshApps();
  if (existing === 'update') await queryClient.invalidateQueries({ queryKey: ['app', app.id] });
  return app;
}

/** Where an app can be downloaded as a file. */
export const exportAddress = (app: string): string => `/api/v1/apps/${app}/export`;

async function refreshApps(): Promise<void> {
  await Promise.all(
    [['apps'], ['session'], ['templates']].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}
