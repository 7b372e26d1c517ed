import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/query-client.js';
import { router } from './router.js';
import './ui/base.css';
import { ErrorBoundary } from './ui/error-boundary.js';
import { UiProvider } from './ui/ui-provider.js';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <ErrorBoundary>
          <RouterProvider router={router} />
        </ErrorBoundary>
      </UiProvider>
    </QueryClientProvider>,
  );
