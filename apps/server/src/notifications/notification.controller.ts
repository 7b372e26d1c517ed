import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { NotificationService } from './notification.service.js';
import type { Notification } from './notification.store.js';

const listQuery = z.object({
  unread: z.enum(['0', '1', 'true', 'false']).default('0'),
  before: z.uuid().nullable().default(null),
  pageSize: z.coerce.number().int().min(1).max(100).default(30),
});
const anId = z.uuid();

/** One's own notifications. */
@Controller('notifications')
export class NotificationController {
  constructor(private readonly notifications: NotificationService) {}

  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
  ): Promise<{ data: Notification[]; meta: { unread: number } }> {
    const unreadOnly = query.unread === '1' || query.unread === 'true';
    const search = { unreadOnly, before: query.before, limit: query.pageSize };
    const [data, unread] = await Promise.all([
      this.notifications.list(caller.userId, search),
      this.notifications.countUnread(caller.userId),
    ]);
    return { data, meta: { unread } };
  }

  @Post('read-all')
  @HttpCode(204)
  async readAll(@CurrentCaller() caller: Caller): Promise<void> {
    await this.notifications.markRead(caller.userId, null);
  }

  @Post(':id/read')
  @HttpCode(204)
  async read(@CurrentCaller() caller: Caller, @Param('id', { schema: anId }) id: string): Promise<void> {
    await this.notifications.markRead(caller.userId, id);
  }
}
