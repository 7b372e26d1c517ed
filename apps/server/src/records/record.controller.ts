import {
  type ListQuery,
  listQuerySchema,
  type RecordBody,
  type RecordRights,
  recordBodySchema,
  recordRightsSchema,
} from '@fieldwork/api-contract';
import { variables } from '@fieldwork/expression';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { badRequest, sentence } from '../platform/http/problem.js';
import { RawJson } from '../platform/http/raw-json.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { IndexKeeper } from './index-keeper.js';
import { RecordService } from './record.service.js';
import { RecordGate } from './record-gate.js';
import { RecordTimeline } from './record-timeline.js';

function data(json: string): RawJson {
  return new RawJson(`{"data":${json}}`);
}

function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch);
  if (!match) throw badRequest(sentence('If-Match 应为版本号', 'If-Match is a version number'));
  return Number(match[1]);
}

/** Records over HTTP. */
@Controller('apps/:app/forms/:form/records')
export class RecordController {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly timeline: RecordTimeline,
    private readonly indexes: IndexKeeper,
  ) {}

  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Query({ schema: listQuerySchema }) query: ListQuery,
  ): Promise<RawJson> {
    const { viewer, form } = await this.gate.open(caller, app, formId);
    const { json, total } = await this.records.list(viewer, form, query);
    const used = (query.sort ?? []).map((part) => part.replace(/^[-+]/, ''));
    this.indexes.use(
      app,
      form,
      query.filter === undefined ? used : [...used, ...variables(query.filter as never)],
    );
    const { page, pageSize } = query;
    return new RawJson(`{"data":${json},"meta":{"page":${page},"pageSize":${pageSize},"total":${total}}}`);
  }

  @Post()
  async create(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: recordBodySchema }) body: RecordBody,
  ): Promise<RawJson> {
    const { write } = await this.gate.open(caller, app, formId);
    return data(await this.records.create(write, body, repeatableOf(caller, key, body)));
  }

  /** Asked by post, for the ids of a whole page do not fit into an address. */
  @Post('rights')
  @HttpCode(200)
  async rights(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Body({ schema: recordRightsSchema }) { ids }: { ids: string[] },
  ): Promise<{ data: Record<string, RecordRights> }> {
    const { viewer, form } = await this.gate.open(caller, app, formId);
    return { data: await this.records.rights(viewer, form, ids) };
  }

  @Get(':id')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Param('id') id: string,
  ): Promise<RawJson> {
    const { viewer, form } = await this.gate.open(caller, app, formId);
    return data(await this.records.get(viewer, form, id));
  }

  @Patch(':id')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: recordBodySchema }) body: RecordBody,
  ): Promise<RawJson> {
    const { write } = await this.gate.open(caller, app, formId);
    const options = { expected: versionOf(ifMatch), repeatable: repeatableOf(caller, key, body) };
    return data(await this.records.update(write, id, body, options));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<void> {
    const { write } = await this.gate.open(caller, app, formId);
    await this.records.remove(write, id, true, { repeatable: repeatableOf(caller, key, 'delete') });
  }

  @Post(':id/restore')
  @HttpCode(204)
  async restore(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<void> {
    const { write } = await this.gate.open(caller, app, formId);
    await this.records.remove(write, id, false, { repeatable: repeatableOf(caller, key, 'restore') });
  }

  @Get(':id/history')
  async history(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') formId: string,
    @Param('id') id: string,
    @Query('before') before?: string,
  ) {
    const { viewer, form } = await this.gate.open(caller, app, formId);
    await this.records.get(viewer, form, id);
    return { data: await this.timeline.list(viewer, form, id, before ?? null, 50) };
  }
}
