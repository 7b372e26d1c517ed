import type { Text } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call, request } from './client.js';
import { queryClient } from './query-client.js';

export interface Notification {
  id: string;
  kind: string;
  title: Text;
  body: Text | null;
  link: { app: string; form: string | null; record: string | null } | null;
  readAt: string | null;
  createdAt: string;
}

export function useNotifications() {
  return useQuery({
    queryKey: ['notifications'],
    queryFn: async () => {
      const answer = await request<Notification[], { unread: number }>('GET', '/notifications', {
        query: { pageSize: 50 },
      });
      return { notifications: answer.data, unread: answer.meta?.unread ?? 0 };
    },
    refetchInterval: 120_000,
  });
}

/** Marks one as read, or all when no id is given. */
export async function markRead(id?: string): Promise<void> {
  await call('POST', id === undefined ? '/notifications/read-all' : `/notifications/${id}/read`);
  await queryClient.invalidateQueries({ queryKey: ['notifications'] });
}
