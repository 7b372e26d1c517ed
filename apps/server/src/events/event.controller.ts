import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../identity/caller.js';
import { CallerService } from '../identity/caller.service.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { EventStreams } from './event-streams.js';

@Controller('events')
export class EventController {
  constructor(
    private readonly streams: EventStreams,
    private readonly callers: CallerService,
  ) {}

  /** Server-sent events: what changed among the things this caller may see. */
  @Get()
  open(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const headers: Record<string, string> = {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A stream that ends takes its connection along: a stopping server need not wait for it.
      connection: 'close',
      // Asks proxies such as nginx not to hold the stream back.
      'x-accel-buffering': 'no',
    };
    this.streams.open(caller, reply.raw, () => this.callers.find(request), headers);
    reply.hijack();
  }
}
