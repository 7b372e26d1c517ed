import {
  type ImportBody,
  type ImportFormBody,
  type ImportPreview,
  importBodySchema,
  importFormBodySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { requestLocale } from '../platform/http/request-locale.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { ImportService } from './import.service.js';

const previewSchema = z.strictObject({ file: z.uuid(), sheet: z.string().max(100).optional() });

@Controller('apps/:app')
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @Post('imports/preview')
  @HttpCode(200)
  async preview(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: previewSchema }) body: z.infer<typeof previewSchema>,
  ): Promise<{ data: ImportPreview }> {
    return { data: await this.imports.preview(caller, app, body.file, body.sheet) };
  }

  @Builder()
  @Post('imports')
  @HttpCode(202)
  async asForm(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Headers('accept-language') language: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: importFormBodySchema }) body: ImportFormBody,
  ): Promise<{ data: { job: string; form: string } }> {
    return {
      data: await this.imports.asForm(
        caller,
        app,
        body,
        requestLocale(language),
        repeatableOf(caller, key, body),
      ),
    };
  }

  @Post('forms/:form/imports')
  @HttpCode(202)
  async intoForm(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Headers('accept-language') language: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: importBodySchema }) body: ImportBody,
  ): Promise<{ data: { job: string } }> {
    const repeatable = repeatableOf(caller, key, body);
    return {
      data: await this.imports.intoForm(caller, app, form, body, requestLocale(language), repeatable),
    };
  }
}
