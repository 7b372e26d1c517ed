import { type RemovalLook, removalSchema } from '@fieldwork/api-contract';
import { kindOfFolder, type PartKind } from '@fieldwork/metadata';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Administrator, Builder, CurrentCaller } from '../identity/current-caller.js';
import { notFound } from '../platform/http/problem.js';
import { AppRemovalService } from './app-removal.service.js';
import { RemovalService } from './removal.service.js';

type Removal = z.infer<typeof removalSchema>;

function kindFrom(folder: string): PartKind {
  const kind = kindOfFolder(folder);
  if (!kind || kind === 'app') throw notFound();
  return kind;
}

/** Taking documents and apps away. */
@Controller('apps/:app')
export class RemovalController {
  constructor(
    private readonly documents: RemovalService,
    private readonly apps: AppRemovalService,
  ) {}

  @Builder()
  @Get(':folder/:id/removal')
  async look(
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
  ): Promise<{ data: RemovalLook }> {
    return { data: await this.documents.look({ app, kind: kindFrom(folder), id }) };
  }

  @Builder()
  @Post(':folder/:id/removal')
  @HttpCode(204)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('folder') folder: string,
    @Param('id') id: string,
    @Body({ schema: removalSchema }) body: Removal,
  ): Promise<void> {
    await this.documents.remove({ app, kind: kindFrom(folder), id }, caller.userId, body.name);
  }

  @Administrator()
  @Post('removal')
  @HttpCode(204)
  async removeApp(@Param('app') app: string, @Body({ schema: removalSchema }) body: Removal): Promise<void> {
    await this.apps.remove(app, body.name);
  }
}
