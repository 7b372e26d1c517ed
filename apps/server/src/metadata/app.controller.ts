import {
  type AppData,
  type AppSummary,
  createAppSchema,
  type ImportedApp,
  importAppSchema,
} from '@fieldwork/api-contract';
import { type Document, type Issue, parseDocument } from '@fieldwork/metadata';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { invalid } from '../platform/http/problem.js';
import { AppService } from './app.service.js';
import { AppUpdateService } from './app-update.service.js';

@Controller('apps')
export class AppController {
  constructor(
    private readonly apps: AppService,
    private readonly updater: AppUpdateService,
  ) {}

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
    @Body({ schema: importAppSchema }) body: z.infer<typeof importAppSchema>,
  ): Promise<{ data: ImportedApp }> {
    const { as, existing, confirm } = body;
    const issues: Issue[] = [];
    const documents: Document[] = [];
    body.documents.forEach((input, index) => {
      // Documents of an app name one another, never the app: another id is all that makes a copy.
      const given = as && input.kind === 'app' ? { ...input, ...as } : input;
      const parsed = parseDocument(given.kind, given);
      if (parsed.document) documents.push(parsed.document);
      issues.push(...parsed.issues.map((found) => ({ ...found, path: ['documents', index, ...found.path] })));
    });
    if (issues.length > 0) throw invalid(issues);
    const { userId: by } = caller;
    const app = documents.find(({ kind }) => kind === 'app')?.id ?? '';
    if (existing === 'update' && (await this.apps.has(app)))
      return { data: await this.updater.update(documents, { by, confirm }) };
    const id = await this.apps.install(documents, by);
    return { data: { id, written: documents.length, kept: 0 } };
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
