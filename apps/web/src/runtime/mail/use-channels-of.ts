import type { AppSummary } from '@fieldwork/api-contract';
import type { Channel, ChannelType } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { useApps } from '../../api/apps.js';
import { request } from '../../api/client.js';

/** Every published channel of a type, of every app. */
export function useChannelsOf(type: ChannelType): { app: AppSummary; channel: Channel }[] {
  const { data: apps = [] } = useApps();
  const { data = [] } = useQuery({
    queryKey: ['published-channels', type, apps.map(({ id }) => id)],
    enabled: apps.length > 0,
    queryFn: async () => {
      const found: { app: AppSummary; channel: Channel }[] = [];
      for (const app of apps) {
        const file: unknown = await request('GET', `/apps/${app.id}/export`);
        for (const document of (file as { documents: Channel[] }).documents)
          if (document.kind === 'channel' && document.type === type) found.push({ app, channel: document });
      }
      return found;
    },
  });
  return data;
}
