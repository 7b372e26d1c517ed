import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { notFound } from '../platform/http/problem.js';
import { OutboxService } from '../platform/outbox/outbox.service.js';

const anId = z.uuid();

/** Effects that were given up after ten attempts: to be seen and tried again. */
@Administrator()
@Controller('outbox/parked')
export class OutboxController {
  constructor(private readonly outbox: OutboxService) {}

  @Get()
  async list(): Promise<{ data: unknown[] }> {
    return { data: await this.outbox.parked() };
  }

  @Post(':id/retry')
  @HttpCode(204)
  async retry(@Param('id', { schema: anId }) id: string): Promise<void> {
    if (!(await this.outbox.retry(id))) throw notFound();
  }
}
