import { type PublicLink, type RecordBody, recordBodySchema } from '@fieldwork/api-contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { RawJson } from '../platform/http/raw-json.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { RequestChannelService } from './request-channel.service.js';

/** Channels for other systems, and links for people. */
@Controller('apps/:app')
export class RequestChannelController {
  constructor(private readonly channels: RequestChannelService) {}

  @Post('channels/:channel/requests')
  async file(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('channel') channel: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: recordBodySchema }) body: RecordBody,
  ): Promise<RawJson> {
    const json = await this.channels.file(caller, app, channel, body, repeatableOf(caller, key, body));
    return new RawJson(`{"data":${json}}`);
  }

  @Get('forms/:form/records/:id/public-links')
  async links(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('id') id: string,
  ): Promise<{ data: PublicLink[] }> {
    return { data: await this.channels.linksOf(caller, app, form, id) };
  }

  @Post('forms/:form/records/:id/public-links/:channel/renew')
  @HttpCode(204)
  renew(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('id') id: string,
    @Param('channel') channel: string,
  ): Promise<void> {
    return this.channels.renew(caller, app, form, id, channel);
  }
}
