import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeyService } from './api-key.service.js';
import type { ApiKey } from './api-key.table.js';
import type { Caller } from './caller.js';
import { CurrentCaller, SessionOnly } from './current-caller.js';
import { anId } from './user.schemas.js';

const newKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z
    .array(z.enum(['read', 'write', 'administer']))
    .min(1)
    .max(3)
    .default(['read', 'write']),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** One's own keys. They can be made and removed in a session only. */
@SessionOnly()
@Controller('api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<{ data: ApiKey[] }> {
    return { data: await this.keys.list(caller.userId) };
  }

  /** Answers the key itself, this once. */
  @Post()
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: newKey }) body: z.infer<typeof newKey>,
  ): Promise<{ data: ApiKey & { key: string } }> {
    return { data: await this.keys.create(caller.userId, body) };
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@CurrentCaller() caller: Caller, @Param('id', { schema: anId }) id: string): Promise<void> {
    await this.keys.remove(caller.userId, id);
  }
}
