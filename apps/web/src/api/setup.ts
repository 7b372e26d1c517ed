import type { DemoAccess } from '@fieldwork/api-contract';
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

/** What was brought to life; `demo`: how its people sign in, told this once. */
interface SetUp {
  content: 'installed' | 'failed' | 'none';
  demo: DemoAccess | null;
}

export async function completeSetup(answers: {
  token: string;
  password: string;
  name: string;
  content: SetupContent;
}): Promise<SetUp> {
  const done = await call<SetUp>('POST', '/setup', { body: answers });
  queryClient.clear();
  return done;
}
