import {
  type ExportBody,
  type ExportEntry,
  exportBodySchema,
  type ReportExportBody,
  reportExportBodySchema,
} from '@fieldwork/api-contract';
import { isTimeZone } from '@fieldwork/expression';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { badRequest, sentence } from '../platform/http/problem.js';
import { requestLocale } from '../platform/http/request-locale.js';
import { ExportService } from './export.service.js';

@Controller('apps/:app')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Post('forms/:form/exports')
  @HttpCode(202)
  async records(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Headers('accept-language') language: string | undefined,
    @Body({ schema: exportBodySchema }) body: ExportBody,
  ): Promise<{ data: { job: string } }> {
    return { data: await this.exports.records(caller, app, form, zoned(body), requestLocale(language)) };
  }

  @ReadsOnly()
  @Post('reports/:report/export')
  @HttpCode(200)
  async report(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('report') report: string,
    @Headers('accept-language') language: string | undefined,
    @Body({ schema: reportExportBodySchema }) body: ReportExportBody,
  ): Promise<StreamableFile> {
    const file = await this.exports.report(caller, app, report, zoned(body), requestLocale(language));
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    return new StreamableFile(file.stream, { type: file.type, disposition });
  }

  @Builder()
  @Get('exports')
  async log(@CurrentCaller() caller: Caller, @Param('app') app: string): Promise<{ data: ExportEntry[] }> {
    return { data: await this.exports.log(caller, app) };
  }
}

function zoned<B extends { timeZone?: string | undefined }>(body: B): B {
  if (body.timeZone !== undefined && !isTimeZone(body.timeZone))
    throw badRequest(sentence('没有这个时区', 'There is no such time zone'));
  return body;
}
