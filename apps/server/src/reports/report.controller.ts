import {
  type AggregateBody,
  aggregateBodySchema,
  type ReportData,
  type ReportDataBody,
  reportDataBodySchema,
} from '@fieldwork/api-contract';
import { isTimeZone } from '@fieldwork/expression';
import { parseDocument } from '@fieldwork/metadata';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { badRequest, invalid, sentence } from '../platform/http/problem.js';
import { kpiQuestion, ReportService } from './report.service.js';

const previewSchema = z.strictObject({
  ...reportDataBodySchema.shape,
  report: z.record(z.string(), z.json()),
});
const kpiPreviewSchema = z.strictObject({ kpi: z.record(z.string(), z.json()) });

@Controller('apps/:app')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  /** A report that is still being designed. */
  @Builder()
  @ReadsOnly()
  @Post('reports/preview')
  @HttpCode(200)
  async preview(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: previewSchema }) body: z.infer<typeof previewSchema>,
  ): Promise<{ data: ReportData }> {
    const { report, ...narrowing } = body;
    const { document, issues } = parseDocument('report', report);
    if (!document) throw invalid(issues);
    return { data: await this.reports.ask(caller, app, document, zoned(narrowing)) };
  }

  /** A KPI that is still being designed. */
  @Builder()
  @ReadsOnly()
  @Post('kpis/preview')
  @HttpCode(200)
  async previewKpi(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: kpiPreviewSchema }) body: z.infer<typeof kpiPreviewSchema>,
  ): Promise<{ data: ReportData }> {
    const { document, issues } = parseDocument('kpi', body.kpi);
    if (!document) throw invalid(issues);
    return { data: await this.reports.ask(caller, app, kpiQuestion(document), {}, [document]) };
  }

  @ReadsOnly()
  @Post('reports/:report/data')
  @HttpCode(200)
  async data(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('report') report: string,
    @Body({ schema: reportDataBodySchema }) body: ReportDataBody,
  ): Promise<{ data: ReportData }> {
    return { data: await this.reports.data(caller, app, report, zoned(body)) };
  }

  @ReadsOnly()
  @Post('kpis/:kpi/data')
  @HttpCode(200)
  async kpi(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('kpi') kpi: string,
    @Body({ schema: reportDataBodySchema }) body: ReportDataBody,
  ): Promise<{ data: ReportData }> {
    return { data: await this.reports.kpi(caller, app, kpi, zoned(body)) };
  }

  @ReadsOnly()
  @Post('forms/:form/records/aggregate')
  @HttpCode(200)
  async aggregate(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Body({ schema: aggregateBodySchema }) body: AggregateBody,
  ): Promise<{ data: ReportData }> {
    return { data: await this.reports.ask(caller, app, { ...body, form }) };
  }
}

function zoned<B extends { timeZone?: string | undefined }>(body: B): B {
  if (body.timeZone !== undefined && !isTimeZone(body.timeZone))
    throw badRequest(sentence('没有这个时区', 'There is no such time zone'));
  return body;
}
