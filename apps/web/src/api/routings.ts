import { call } from './client.js';

/** Begins the search for a day's tours; the job's result is a `RoutingProposal`. */
export async function planTours(app: string, routing: string, day: string): Promise<string> {
  const { job } = await call<{ job: string }>('POST', `/apps/${app}/routings/${routing}/plans`, {
    body: { day },
  });
  return job;
}
