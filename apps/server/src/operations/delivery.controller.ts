import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { DeliveryService } from '../platform/deliveries/delivery.service.js';
import type { ShownDelivery } from '../platform/deliveries/delivery.store.js';
import { notFound } from '../platform/http/problem.js';

const anId = z.uuid();
const listQuery = z.strictObject({
  state: z.enum(['waiting', 'sending', 'sent', 'dead']).nullable().default(null),
  before: anId.nullable().default(null),
});

/** What leaves the house: sent, waiting for another try, given up. */
@Administrator()
@Controller('deliveries')
export class DeliveryController {
  constructor(private readonly deliveries: DeliveryService) {}

  @Get()
  async list(
    @Query({ schema: listQuery }) { state, before }: z.infer<typeof listQuery>,
  ): Promise<{ data: ShownDelivery[] }> {
    return { data: await this.deliveries.list(state, before, 100) };
  }

  @Post(':id/retry')
  @HttpCode(204)
  async retry(@Param('id', { schema: anId }) id: string): Promise<void> {
    if (!(await this.deliveries.retry(id))) throw notFound();
  }
}
