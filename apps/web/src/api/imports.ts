import type { ImportBody, ImportFormBody, ImportPreview, JobData } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';

export function previewImport(app: string, file: string, sheet?: string): Promise<ImportPreview> {
  return call<ImportPreview>('POST', `/apps/${app}/imports/preview`, { body: { file, sheet } });
}

/** Begins the import as a job: into `form`, or, with null, into a new form that the body describes. */
export function startImport(
  app: string,
  form: string | null,
  body: ImportBody | ImportFormBody,
): Promise<{ job: string; form?: string }> {
  const path = form === null ? `/apps/${app}/imports` : `/apps/${app}/forms/${form}/imports`;
  return call('POST', path, { body });
}

const isOver = (job: JobData | undefined) =>
  job !== undefined && ['done', 'failed', 'cancelled'].includes(job.state);

export function useJob(id: string | null) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => call<JobData>('GET', `/jobs/${id}`),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: (query) => (isOver(query.state.data) ? false : 700),
  });
}

export function cancelJob(id: string): Promise<JobData> {
  return call<JobData>('POST', `/jobs/${id}/cancel`);
}
