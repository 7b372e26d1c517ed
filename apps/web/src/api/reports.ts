import type { OpenedValue, ReportData } from '@fieldwork/api-contract';
import type { ExpressionJson, Report } from '@fieldwork/metadata';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.js';

const refreshMs = 5 * 60_000;

/** The figures of a report; read again when records of its form change, and every few minutes. */
export function useReportData(
  app: string,
  report: Pick<Report, 'id' | 'form'>,
  filter: ExpressionJson | undefined,
  timeZone: string,
  opened: readonly OpenedValue[] = [],
) {
  const levels = opened.map(({ dimension, value }) => ({ dimension, value }));
  return useQuery({
    queryKey: ['reports', app, report.form, report.id, filter ?? null, levels],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/reports/${report.id}/data`, {
        body: { filter, timeZone, opened: levels },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
}

/** The first figure of a report over its last periods. */
export function useReportTrend(
  app: string,
  report: Pick<Report, 'id' | 'form'>,
  filter: ExpressionJson | undefined,
  timeZone: string,
) {
  return useQuery({
    queryKey: ['reports', app, report.form, report.id, filter ?? null, 'trend'],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/reports/${report.id}/data`, {
        body: { filter, timeZone, trend: true },
        signal,
      }),
    refetchInterval: refreshMs,
    retry: false,
  });
}

/** A KPI by itself, over its own period, beside the one before. */
export function useKpiData(app: string, kpi: { id: string; form: string }, timeZone: string) {
  return useQuery({
    queryKey: ['reports', app, kpi.form, 'kpi', kpi.id],
    queryFn: ({ signal }) =>
      call<ReportData>('POST', `/apps/${app}/kpis/${kpi.id}/data`, { body: { timeZone }, signal }),
  });
}
