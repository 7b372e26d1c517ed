import { type AppData, type AppSummary, createAppSchema } from '@fieldwork/api-contract';
import { type Document, type Issue, type Kind, kinds, parseDocument } from '@fieldwork/metadata';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { invalid } from '../platform/http/problem.js';
import { AppService } from './app.service.js';

const packageSchema = z.strictObject({
  format: z.literal('fieldwork-app'),
  documents: z
    .array(z.looseObject({ kind: z.enum(Object.keys(kinds) as [Kind, ...Kind[]]), id: z.string() }))
    .min(1)
    .max(2000),
});

@Controller('apps')
export class AppController {
  constructor(private readonly apps: AppService) {}

  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<{ data: AppSummary[] }> {
    return { data: await this.apps.list(caller) };
  }

  @Builder()
  @Post()
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createAppSchema }) body: z.infer<typeof createAppSchema>,
  ): Promise<{ data: AppSummary }> {
    return { data: await this.apps.create(caller, body) };
  }

  @Builder()
  @Post('import')
  @HttpCode(201)
  async import(
    @CurrentCaller() caller: Caller,
    @Body({ schema: packageSchema }) body: z.infer<typeof packageSchema>,
  ): Promise<{ data: { id: string } }> {
    const issues: Issue[] = [];
    const documents: Document[] = [];
    body.documents.forEach((input, index) => {
      const parsed = parseDocument(input.kind, input);
      if (parsed.document) documents.push(parsed.document);
      issues.push(...parsed.issues.map((found) => ({ ...found, path: ['documents', index, ...found.path] })));
    });
    if (issues.length > 0) throw invalid(issues);
    return { data: { id: await this.apps.install(documents, caller.userId) } };
  }

  @Get(':app')
  async data(@CurrentCaller() caller: Caller, @Param('app') app: string): Promise<{ data: AppData }> {
    return { data: await this.apps.data(caller, app) };
  }

  @Builder()
  @Get(':app/export')
  async export(@Param('app') app: string) {
    return this.apps.export(app);
  }
}
