import { type DraftData, publishSchema, saveDraftSchema } from '@fieldwork/api-contract';
import { isIdentifier, type Kind, kindOfFolder } from '@fieldwork/metadata';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
} from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { invalid, notFound, sentence } from '../platform/http/problem.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { DraftService } from './draft.service.js';
import type { Published } from './publish.service.js';

const folders = ':folder';

function kindFrom(folder: string): Kind {
  const kind = kindOfFolder(folder);
  if (!kind) throw notFound();
  return kind;
}

function idFrom(id: string): string {
  if (!isIdentifier(id))
    throw invalid(
      [],
      sentence('标识只能用小写字母、数字和下划线', 'An id has lower-case letters, digits and _ only'),
    );
  return id;
}

/** Drafts and versions of documents; for builders. */
@Builder()
@Controller('apps/:app')
export class DocumentController {
  constructor(private readonly drafts: DraftService) {}

  @Get('documents')
  async list(@Param('app') app: string) {
    return { data: await this.drafts.list(app) };
  }

  @Get(`${folders}/:id`)
  async get(
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
  ): Promise<{ data: DraftData }> {
    return { data: await this.drafts.get(app, kindFrom(folder), id) };
  }

  @Put(`${folders}/:id`)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
    @Body({ schema: saveDraftSchema }) body: z.infer<typeof saveDraftSchema>,
  ): Promise<{ data: DraftData }> {
    const saved = await this.drafts.save(
      app,
      kindFrom(folder),
      idFrom(id),
      body.document,
      body.revision,
      caller.userId,
    );
    return { data: saved };
  }

  @Delete(`${folders}/:id`)
  @HttpCode(204)
  async discard(
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
  ): Promise<void> {
    await this.drafts.discard(app, kindFrom(folder), id);
  }

  @Post(`${folders}/:id/publish`)
  @HttpCode(200)
  async publish(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: publishSchema }) body: z.infer<typeof publishSchema>,
  ): Promise<{ data: Published }> {
    const repeatable = repeatableOf(caller, key, body);
    const options = { ...body, by: caller.userId, repeatable };
    return { data: await this.drafts.publish(app, kindFrom(folder), id, options) };
  }

  @Get(`${folders}/:id/versions`)
  async versions(@Param('app') app: string, @Param('folder') folder: string, @Param('id') id: string) {
    return { data: await this.drafts.versions(app, kindFrom(folder), id) };
  }

  @Get(`${folders}/:id/versions/:version`)
  async version(
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
    @Param('version', ParseIntPipe) version: number,
  ) {
    return { data: await this.drafts.version(app, kindFrom(folder), id, version) };
  }
}
