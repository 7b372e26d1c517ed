import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { Waiting } from '../../ui/waiting.js';
import { TodayPage } from '../today/today-page.js';
import { PhoneFrame } from './phone-frame.js';

/** A page whose script is loaded when somebody goes there; all of them lie on the phone already. */
function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }), HydrateFallback: Waiting };
}

export function fieldRouter() {
  return createBrowserRouter(
    [
      {
        path: '/',
        Component: PhoneFrame,
        children: [
          { index: true, Component: TodayPage },
          page('orders', async () => (await import('../today/orders-page.js')).OrdersPage),
          page('work/:id', async () => (await import('../order/order-page.js')).OrderPage),
          page('work/:id/:step', async () => (await import('../order/step-page.js')).StepPage),
          page('scan', async () => (await import('../scan/scan-page.js')).ScanPage),
          page('parts', async () => (await import('../scan/parts-page.js')).PartsPage),
          page('me', async () => (await import('../me/me-page.js')).MePage),
          page('queue', async () => (await import('../me/queue-page.js')).QueuePage),
          page('begin/:begin/:record?', async () => (await import('../order/begin-page.js')).BeginPage),
          page(
            'records/:form/:id/comments',
            async () => (await import('../order/comments-page.js')).CommentsPage,
          ),
          page('new/:form', async () => (await import('../order/new-page.js')).NewPage),
          page(
            'records/:form/:id',
            async () => (await import('../order/local-record-page.js')).LocalRecordPage,
          ),
          // Where references lead in the workspace.
          page(
            'apps/:app/forms/:form/:id',
            async () => (await import('../order/local-record-page.js')).LocalRecordPage,
          ),
        ],
      },
      { path: '*', element: <Navigate to="/" replace /> },
    ],
    { basename: '/field' },
  );
}
