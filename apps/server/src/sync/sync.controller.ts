import {
  type PullAnswer,
  type PullBody,
  type PushAnswer,
  type PushBody,
  pullBodySchema,
  pushBodySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller, SessionOnly } from '../identity/current-caller.js';
import { PullService } from './pull.service.js';
import { PushService } from './push.service.js';

/** Devices that work without signal: wishes in, sets out. */
@SessionOnly()
@Controller('apps/:app/sync')
export class SyncController {
  constructor(
    private readonly pushes: PushService,
    private readonly pulls: PullService,
  ) {}

  @Post('push')
  @HttpCode(200)
  async push(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: pushBodySchema }) body: PushBody,
  ): Promise<{ data: PushAnswer }> {
    return { data: await this.pushes.push(caller, app, body) };
  }

  @Post('pull')
  @HttpCode(200)
  async pull(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: pullBodySchema }) body: PullBody,
  ): Promise<{ data: PullAnswer }> {
    return { data: await this.pulls.pull(caller, app, body) };
  }
}
