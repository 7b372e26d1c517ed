import type { ExportBody, ExportFormat, OpenedValue, ProblemBody } from '@fieldwork/api-contract';
import type { ExpressionJson } from '@fieldwork/metadata';
import { currentLocale } from '../words/words.js';
import { apiBase, call } from './client.js';
import { ProblemError } from './problem.js';

/** Begins to write the records of a list to a file, as a job. */
export function startExport(app: string, form: string, body: ExportBody): Promise<{ job: string }> {
  return call('POST', `/apps/${app}/forms/${form}/exports`, { body });
}

/** The rows of a report as a file. @throws ProblemError */
export async function reportFile(
  app: string,
  report: string,
  body: {
    format: ExportFormat;
    filter?: ExpressionJson | undefined;
    opened?: readonly OpenedValue[];
    timeZone: string;
  },
): Promise<Blob> {
  const response = await fetch(`${apiBase}/apps/${app}/reports/${report}/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': currentLocale() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new ProblemError(response.status, (await response.json()) as ProblemBody);
  return response.blob();
}
