import { useEffect } from 'react';
import { apiBase } from './client.js';
import { queryClient } from './query-client.js';

interface ServerEvent {
  topic: string;
  app?: string;
  form?: string;
  record?: string;
}

/** Bursts of changes are read once. */
const gatherMs = 600;

/** Which answers an event makes old. Events carry no data: each reader asks again with his own rights. */
function staleKeys({ topic, app, form, record }: ServerEvent): readonly (readonly unknown[])[] {
  if (topic === 'records')
    return form === undefined
      ? [
          ['records', app],
          ['reports', app],
        ]
      : [
          ['records', app, form],
          ['reports', app, form],
        ];
  if (topic === 'comments') return [['comments', app, form, record]];
  if (topic === 'documents') return [['app', app], ['apps'], ['documents', app]];
  if (topic === 'reconnected')
    return [['records'], ['comments'], ['reports'], ['tasks'], ['notifications'], ['app']];
  return [[topic]];
}

/** Listens to the server as long as the shell stands; what changed is read again. */
export function useServerEvents(): void {
  useEffect(() => {
    const waiting = new Map<string, readonly unknown[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const queryKey of waiting.values()) void queryClient.invalidateQueries({ queryKey });
      waiting.clear();
    };
    const take = (event: ServerEvent) => {
      for (const key of staleKeys(event)) waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, gatherMs);
    };
    const source = new EventSource(`${apiBase}/events`);
    let hasFailed = false;
    source.onmessage = (message: MessageEvent<string>) => take(JSON.parse(message.data) as ServerEvent);
    source.onerror = () => {
      hasFailed = true;
    };
    source.onopen = () => {
      if (hasFailed) take({ topic: 'reconnected' });
      hasFailed = false;
    };
    return () => {
      source.close();
      clearTimeout(timer);
    };
  }, []);
}
