import { type TaskActionBody, type TaskData, taskActionBodySchema } from '@fieldwork/api-contract';
import { identifierSchema } from '@fieldwork/metadata';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { RawJson } from '../platform/http/raw-json.js';
import { repeatableOf } from '../platform/repeats/repeatable.js';
import { TaskService } from './task.service.js';
import { TaskClaims } from './task-claims.js';
import { TaskCompletion } from './task-completion.js';

const anId = z.uuid();
const listQuery = z.strictObject({
  status: z.enum(['open', 'done', 'cancelled']).default('open'),
  mine: z.enum(['true', 'false']).default('true'),
  /** Only those that wait for somebody to take them, and that the caller suits. */
  claimable: z.enum(['true', 'false']).default('false'),
  app: identifierSchema.nullable().default(null),
  form: identifierSchema.nullable().default(null),
  record: anId.nullable().default(null),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
});

/** The inbox. */
@Controller('tasks')
export class TaskController {
  constructor(
    private readonly tasks: TaskService,
    private readonly completion: TaskCompletion,
    private readonly claims: TaskClaims,
  ) {}

  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
  ) {
    const { page, pageSize, mine, claimable, ...filter } = query;
    const search = { ...filter, mine: mine === 'true', limit: pageSize, offset: (page - 1) * pageSize };
    if (claimable === 'true') return { data: await this.tasks.claimable(caller, filter) };
    const { data, total } = await this.tasks.list(caller, search);
    return { data, meta: { page, pageSize, total } };
  }

  @Get('count')
  async count(@CurrentCaller() caller: Caller): Promise<{ data: { open: number; overdue: number } }> {
    return { data: await this.tasks.count(caller) };
  }

  @Get(':id')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: TaskData }> {
    return { data: await this.tasks.get(caller, id) };
  }

  @Post(':id/actions')
  @HttpCode(200)
  async act(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: taskActionBodySchema }) body: TaskActionBody,
  ): Promise<RawJson> {
    return new RawJson(await this.completion.complete(caller, id, body, repeatableOf(caller, key, body)));
  }

  @Post(':id/claim')
  @HttpCode(200)
  async claim(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<{ data: TaskData }> {
    return { data: await this.claims.claim(caller, id, repeatableOf(caller, key, 'claim')) };
  }

  @Post(':id/release')
  @HttpCode(200)
  async release(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<{ data: TaskData }> {
    return { data: await this.claims.release(caller, id, repeatableOf(caller, key, 'release')) };
  }
}
