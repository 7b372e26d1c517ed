import type { Locale } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { dataSource } from './data-source.js';
import { hasStatus } from './problem.js';
import { queryClient } from './query-client.js';

export interface SessionUser {
  id: string;
  login: string;
  name: string;
  isAdministrator: boolean;
  isBuilder: boolean;
  locale: Locale | null;
  department: { id: string; name: string } | null;
}
/** Who is signed in; `apps` are role ids by app. */
export interface Session {
  user: SessionUser;
  apps: Readonly<Record<string, readonly string[]>>;
  timeZone: string;
  /** How large a file may be; phones that were last in step with an older server do not know it. */
  maxFileBytes?: number;
}

export const sessionQuery = {
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    const own = dataSource();
    if (own) return own.session();
    // Set and cleared together with the session, which the page itself cannot see.
    if (!document.cookie.includes('fieldwork_signed_in=')) return null;
    try {
      return await call<Session>('GET', '/session');
    } catch (error) {
      if (hasStatus(error, 401)) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
};

/** null: nobody is signed in; undefined: not known yet. */
export function useSession() {
  return useQuery(sessionQuery);
}

/** The session below the shell, where somebody is signed in for certain. */
export function useSignedIn(): Session {
  const { data } = useSession();
  if (!data) throw new Error('useSignedIn is used where nobody is signed in');
  return data;
}

export async function signIn(login: string, password: string): Promise<void> {
  const session = await call<Session>('POST', '/session', { body: { login, password } });
  queryClient.clear();
  queryClient.setQueryData(['session'], session);
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/session');
  queryClient.clear();
  queryClient.setQueryData(['session'], null);
}

export function changePassword(current: string, password: string): Promise<void> {
  return call('PUT', '/session/password', { body: { current, password } });
}

export function changeOwnSettings(settings: { locale?: Locale | null }): Promise<void> {
  return call('PATCH', '/session', { body: settings });
}
