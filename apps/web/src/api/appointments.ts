import type { AppointmentBody, AppointmentOffer } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';

const path = (app: string, matching: string, record: string) =>
  `/apps/${app}/matchings/${matching}/appointments/${record}`;

/** The times that can be promised for a record, read anew whenever records of its form change. */
export function useAppointments(app: string, form: string, matching: string, record: string) {
  return useQuery({
    queryKey: ['records', app, form, 'appointments', matching, record],
    queryFn: ({ signal }) => call<AppointmentOffer>('GET', path(app, matching, record), { signal }),
    staleTime: 10_000,
  });
}

export async function promise(
  app: string,
  matching: string,
  record: string,
  body: AppointmentBody,
): Promise<void> {
  await call('PUT', path(app, matching, record), { body });
}
