import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { queryClient } from './api/query-client.js';
import { sessionQuery } from './api/session.js';
import { BrokenPage } from './ui/broken-page.js';
import { Waiting } from './ui/waiting.js';

// Asked for while the page's script is still on its way.
void queryClient.prefetchQuery(sessionQuery);

/** A page whose script is loaded when somebody goes there. */
function page(path: string, load: () => Promise<ComponentType>, children?: RouteObject[]): RouteObject {
  const lazy = async () => ({ Component: await load() });
  return {
    path,
    lazy,
    HydrateFallback: Waiting,
    ErrorBoundary: BrokenPage,
    ...(children ? { children } : {}),
  };
}

const appPages: RouteObject[] = [
  page('', async () => (await import('./runtime/shell/app-home.js')).AppHome),
  page('forms/:form', async () => (await import('./runtime/list/list-page.js')).ListPage),
  page('forms/:form/new', async () => (await import('./runtime/record/new-record-page.js')).NewRecordPage),
  page('forms/:form/import', async () => (await import('./runtime/imports/import-page.js')).ImportPage),
  page(
    'forms/:form/duplicates',
    async () => (await import('./runtime/duplicates/duplicates-page.js')).DuplicatesPage,
  ),
  page('forms/:form/:id', async () => (await import('./runtime/record/record-page.js')).RecordPage),
  page('pages/:page', async () => (await import('./runtime/page/document-page.js')).DocumentPage),
  page('kpis', async () => (await import('./runtime/dashboard/kpi-page.js')).KpiPage),
  page('import', async () => (await import('./runtime/imports/import-page.js')).ImportPage),
  page('connections', async () => (await import('./runtime/connectors/connections-page.js')).ConnectionsPage),
  page('members', async () => (await import('./runtime/settings/app-members-page.js')).AppMembersPage),
];

const designerPages: RouteObject[] = [
  page('', async () => (await import('./designer/designer.js')).DesignerHome),
  page('*', async () => (await import('./designer/designer.js')).Designer),
];

const workspacePages: RouteObject[] = [
  page('', async () => (await import('./runtime/shell/home-page.js')).HomePage),
  page('inbox', async () => (await import('./runtime/inbox/inbox-page.js')).InboxPage),
  page('settings', async () => (await import('./runtime/settings/settings-page.js')).SettingsPage),
  page('settings/:part', async () => (await import('./runtime/settings/settings-page.js')).SettingsPage),
  page(
    'apps/:app/design',
    async () => (await import('./runtime/shell/designer-frame.js')).DesignerFrame,
    designerPages,
  ),
  page('wall/:app', async () => (await import('./runtime/dashboard/wall-page.js')).WallPage),
  page('apps/:app', async () => (await import('./runtime/shell/app-layout.js')).AppLayout, appPages),
];

export const router = createBrowserRouter([
  page('/setup', async () => (await import('./runtime/entry/setup-page.js')).SetupPage),
  page('/login', async () => (await import('./runtime/entry/login-page.js')).LoginPage),
  page('/', async () => (await import('./runtime/shell/workspace-shell.js')).WorkspaceShell, workspacePages),
  { path: '*', element: <Navigate to="/" replace /> },
]);
