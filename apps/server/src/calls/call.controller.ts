import { type CallBody, type CallData, callBodySchema, callStateSchema } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { CallService } from './call.service.js';
import { RingingCalls } from './ringing-calls.js';

/** Telephone calls over HTTP: reported by the exchange with an API key, taken by people. */
@Controller()
export class CallController {
  constructor(
    private readonly calls: CallService,
    private readonly ringing: RingingCalls,
  ) {}

  @Post('apps/:app/calls')
  async report(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: callBodySchema }) body: CallBody,
  ): Promise<{ data: Pick<CallData, 'id' | 'state'> }> {
    return { data: await this.calls.report(caller, app, body) };
  }

  /** Calls that ring for the caller himself, in all his apps. */
  @Get('calls')
  async list(@CurrentCaller() caller: Caller): Promise<{ data: CallData[] }> {
    return { data: await this.ringing.list(caller) };
  }

  @Post('calls/:id/state')
  @HttpCode(204)
  async answer(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: callStateSchema }) { state }: z.infer<typeof callStateSchema>,
  ): Promise<void> {
    await this.calls.answer(caller, id, state);
  }
}
