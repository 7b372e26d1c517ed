import {
  type DismissalBody,
  type Duplicate,
  type DuplicatePair,
  type DuplicatePairsQuery,
  type DuplicatesBody,
  dismissalBodySchema,
  duplicatePairsQuerySchema,
  duplicatesBodySchema,
  type MergeBody,
  type MergeData,
  mergeBodySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { DuplicateService } from './duplicate.service.js';
import { MergeService } from './merge.service.js';

@Controller('apps/:app/forms/:form')
export class DuplicateController {
  constructor(
    private readonly duplicates: DuplicateService,
    private readonly merges: MergeService,
  ) {}

  @ReadsOnly()
  @Post('duplicates')
  @HttpCode(200)
  async find(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Body({ schema: duplicatesBodySchema }) body: DuplicatesBody,
  ): Promise<{ data: Duplicate[] }> {
    return { data: await this.duplicates.find(caller, app, form, body) };
  }

  @Get('duplicates')
  async pairs(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Query({ schema: duplicatePairsQuerySchema }) query: DuplicatePairsQuery,
  ): Promise<{ data: DuplicatePair[]; meta: { page: number; pageSize: number; total: number } }> {
    const { pairs, total } = await this.duplicates.pairs(caller, app, form, query);
    return { data: pairs, meta: { ...query, total } };
  }

  @Post('duplicates/dismissals')
  @HttpCode(204)
  dismiss(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Body({ schema: dismissalBodySchema }) body: DismissalBody,
  ): Promise<void> {
    return this.duplicates.dismiss(caller, app, form, body);
  }

  @Post('merges')
  async merge(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Body({ schema: mergeBodySchema }) body: MergeBody,
  ): Promise<{ data: { id: string } }> {
    return { data: { id: await this.merges.merge(caller, app, form, body) } };
  }

  @Post('merges/:merge/undo')
  @HttpCode(204)
  undo(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('merge') merge: string,
  ): Promise<void> {
    return this.merges.undo(caller, app, form, merge);
  }

  @Get('records/:id/merges')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('id') id: string,
  ): Promise<{ data: MergeData[] }> {
    return { data: await this.merges.list(caller, app, form, id) };
  }
}
