import {
  type MessageData,
  type MessageRouteBody,
  type MessengerBody,
  type MessengerData,
  type MessengerKind,
  messageRouteSchema,
  messengerSchema,
  messengerTestSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { MessageLog } from './message-log.js';
import { MessageSender } from './message-sender.js';
import { MessengerService } from './messenger.service.js';
import type { MessageRoute } from './messenger.store.js';
import { messengerKinds } from './messengers/registry.js';

const anId = z.uuid();
const logQuery = z.strictObject({
  messenger: anId.nullable().default(null),
  state: z.enum(['waiting', 'sending', 'sent', 'dead']).nullable().default(null),
  before: anId.nullable().default(null),
});

/** Ways to reach people outside and what went by them; for administrators. */
@Administrator()
@Controller('messengers')
export class MessengerController {
  constructor(
    private readonly messengers: MessengerService,
    private readonly log: MessageLog,
    private readonly sender: MessageSender,
  ) {}

  @Get('kinds')
  kinds(): { data: MessengerKind[] } {
    return { data: messengerKinds() };
  }

  /** Where links in messages lead; null: they carry none. */
  @Get('address')
  address(): { data: { baseUrl: string | null } } {
    return { data: { baseUrl: this.sender.baseUrl } };
  }

  @Get()
  async list(): Promise<{ data: MessengerData[] }> {
    return { data: await this.messengers.list() };
  }

  @Post()
  async create(@Body({ schema: messengerSchema }) body: MessengerBody): Promise<{ data: { id: string } }> {
    return { data: { id: await this.messengers.save(null, body) } };
  }

  @Get('routes')
  async routes(): Promise<{ data: MessageRoute[] }> {
    return { data: await this.log.routes() };
  }

  @Put('routes')
  @HttpCode(204)
  async route(@Body({ schema: messageRouteSchema }) body: MessageRouteBody): Promise<void> {
    await this.log.setRoute(body);
  }

  @Get('messages')
  async messages(
    @Query({ schema: logQuery }) query: z.infer<typeof logQuery>,
  ): Promise<{ data: MessageData[] }> {
    return { data: await this.log.list(query) };
  }

  @Put(':id')
  @HttpCode(204)
  async change(
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: messengerSchema }) body: MessengerBody,
  ): Promise<void> {
    await this.messengers.save(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id', { schema: anId }) id: string): Promise<void> {
    await this.messengers.remove(id);
  }

  @Post(':id/test')
  @HttpCode(200)
  async test(
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: messengerTestSchema }) { to, template }: z.infer<typeof messengerTestSchema>,
  ): Promise<{ data: { error: string | null } }> {
    return { data: { error: await this.messengers.test(id, to, template) } };
  }
}
