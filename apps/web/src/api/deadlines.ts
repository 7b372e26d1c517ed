import type { RecordClock } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';
import { recordsKey } from './records.js';

const lookAgainMs = 60_000;

/** The clocks of a record; looked at again every minute, for time passes without an event. */
export function useRecordClocks(app: string, form: string, record: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...recordsKey(app, form), 'deadlines', record],
    queryFn: () => call<RecordClock[]>('GET', `/apps/${app}/forms/${form}/records/${record}/deadlines`),
    enabled: isWanted,
    refetchInterval: lookAgainMs,
  });
}
