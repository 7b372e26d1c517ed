import type { ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, Report } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.js';

/** The figures of a report; read again when records of its form change, and every few minutes. */
export function useReportData(
  app: string,
  report: Pick<Report, 'id' | 'form'>,
  filter: ExpressionJson | undefined,
  timeZone: string,
) {
  return useQuery({
    queryKey: ['reports', app, report.form, report.id, filter ?? null],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/reports/${report.id}/data`, {
        body: { filter, timeZone },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: 5 * 60_000,
  });
}
