import { type RoutingBody, routingBodySchema } from '@fieldwork/api-contract';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { RoutingService } from './routing.service.js';

/** The tours of a day. */
@Controller('apps/:app/routings/:routing')
export class RoutingController {
  constructor(private readonly routings: RoutingService) {}

  @Post('plans')
  @HttpCode(202)
  async plan(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('routing') routing: string,
    @Body({ schema: routingBodySchema }) body: RoutingBody,
  ): Promise<{ data: { job: string } }> {
    return { data: { job: await this.routings.start(caller, app, routing, body) } };
  }
}
