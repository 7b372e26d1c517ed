import type { FlowProgress } from '@fieldwork/api-contract';
import { identifierSchema } from '@fieldwork/metadata';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { FlowService } from './flow.service.js';
import { FlowProgressService } from './flow-progress.js';

const anId = z.uuid();
const startBody = z.strictObject({ record: anId });
const terminateBody = z.strictObject({ reason: z.string().max(2000).optional() });

/** Instances of flows. */
@Controller('apps/:app')
export class FlowController {
  constructor(
    private readonly flows: FlowService,
    private readonly progress: FlowProgressService,
  ) {}

  @Get('forms/:form/records/:id/flow')
  async ofRecord(
    @CurrentCaller() caller: Caller,
    @Param('app', { schema: identifierSchema }) app: string,
    @Param('form', { schema: identifierSchema }) form: string,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: FlowProgress[] }> {
    return { data: await this.progress.of(caller, app, form, id) };
  }

  @Post('flows/:flow/start')
  async start(
    @CurrentCaller() caller: Caller,
    @Param('app', { schema: identifierSchema }) app: string,
    @Param('flow', { schema: identifierSchema }) flow: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: startBody }) body: z.infer<typeof startBody>,
  ): Promise<{ data: { id: string } }> {
    const repeatable = repeatableOf(caller, key, body);
    return { data: await this.flows.start(caller, app, flow, body.record, repeatable) };
  }

  @Builder()
  @Post('instances/:id/terminate')
  @HttpCode(200)
  async terminate(
    @CurrentCaller() caller: Caller,
    @Param('app', { schema: identifierSchema }) app: string,
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: terminateBody }) body: z.infer<typeof terminateBody>,
  ): Promise<{ data: { id: string; status: string } }> {
    return { data: await this.flows.terminate(caller, app, id, body.reason) };
  }
}
