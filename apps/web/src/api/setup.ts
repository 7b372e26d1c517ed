import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { queryClient } from './query-client.js';

export type SetupContent = 'after-sales-demo' | 'empty';

/** Whether the installation waits for its first administrator. */
export function useSetupState() {
  return useQuery({
    queryKey: ['setup'],
    queryFn: () => call<{ needed: boolean }>('GET', '/setup'),
    staleTime: 60_000,
  });
}

export async function completeSetup(answers: {
  token: string;
  password: string;
  content: SetupContent;
}): Promise<'installed' | 'failed' | 'none'> {
  const { content } = await call<{ content: 'installed' | 'failed' | 'none' }>('POST', '/setup', {
    body: answers,
  });
  queryClient.clear();
  return content;
}
