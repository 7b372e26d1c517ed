import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.js';
import { FieldApp } from './field/shell/field-app.js';
import { watchInstall } from './field/shell/install.js';
import { registerWorker } from './field/shell/worker.js';
import './ui/base.css';
import { ErrorBoundary } from './ui/error-boundary.js';
import { UiProvider } from './ui/ui-provider.js';

// Questions are answered from what the phone holds, with or without signal.
queryClient.setDefaultOptions({
  queries: { networkMode: 'always', retry: false },
  mutations: { networkMode: 'always' },
});
registerWorker();
watchInstall();

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <ErrorBoundary>
          <FieldApp />
        </ErrorBoundary>
      </UiProvider>
    </QueryClientProvider>,
  );
