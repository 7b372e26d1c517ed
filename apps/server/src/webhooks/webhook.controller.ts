import {
  type WebhookBody,
  type WebhookData,
  webhookReplaySchema,
  webhookSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { WebhookService } from './webhook.service.js';

const anId = z.uuid();

/** Other systems that are told of changes in an app; for administrators. */
@Administrator()
@Controller('apps/:app/webhooks')
export class WebhookController {
  constructor(private readonly webhooks: WebhookService) {}

  @Get()
  async list(@Param('app') app: string): Promise<{ data: WebhookData[] }> {
    return { data: await this.webhooks.list(app) };
  }

  @Post()
  async create(
    @Param('app') app: string,
    @Body({ schema: webhookSchema }) body: WebhookBody,
  ): Promise<{ data: { id: string; secret: string } }> {
    return { data: await this.webhooks.create(app, body) };
  }

  @Put(':id')
  @HttpCode(204)
  async change(
    @Param('app') app: string,
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: webhookSchema }) body: WebhookBody,
  ): Promise<void> {
    await this.webhooks.change(app, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('app') app: string, @Param('id', { schema: anId }) id: string): Promise<void> {
    await this.webhooks.remove(app, id);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  async rotate(
    @Param('app') app: string,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: { secret: string } }> {
    return { data: await this.webhooks.rotate(app, id) };
  }

  @Post(':id/test')
  @HttpCode(200)
  async test(
    @Param('app') app: string,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: { error: string | null } }> {
    return { data: await this.webhooks.test(app, id) };
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(
    @Param('app') app: string,
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: webhookReplaySchema }) { from, to }: z.infer<typeof webhookReplaySchema>,
  ): Promise<{ data: { count: number } }> {
    return { data: await this.webhooks.replay(app, id, from, to) };
  }
}
