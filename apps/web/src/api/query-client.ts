import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { dataSource } from './data-source.js';
import { hasStatus } from './problem.js';

/** Signed out meanwhile: the shell shows the way to sign in. */
export function heedSignedOut(error: unknown, key?: readonly unknown[]): void {
  // A page with its own data goes on without a session.
  if (dataSource()) return;
  if (hasStatus(error, 401) && key?.[0] !== 'session') queryClient.setQueryData(['session'], null);
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, query) => heedSignedOut(error, query.queryKey) }),
  mutationCache: new MutationCache({ onError: (error) => heedSignedOut(error) }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => !hasStatus(error, 400, 401, 403, 404, 409, 413, 422) && count < 2,
    },
  },
});
