import { type HookBody, hookSchema } from '@fieldwork/api-contract';
import { isIdentifier } from '@fieldwork/metadata';
import {
  Body,
  Controller,
  Delete,
  HttpCode,
  Param,
  Post,
  Put,
  type RawBodyRequest,
  Req,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { badRequest } from '../platform/http/problem.js';
import { Public } from '../platform/http/public.js';
import { HookService } from './hook.service.js';

const anId = z.string().refine(isIdentifier);

/** The address that another system calls: `…/api/v1/hooks/<app>/<connector>`. */
@Controller('hooks/:app/:connector')
@Public()
export class HookController {
  constructor(private readonly hooks: HookService) {}

  @Post()
  @HttpCode(200)
  async take(
    @Param('app', { schema: anId }) app: string,
    @Param('connector', { schema: anId }) connector: string,
    @Req() { headers, rawBody }: RawBodyRequest<FastifyRequest>,
  ): Promise<{ data: { isRepeated: boolean } }> {
    if (!rawBody) throw badRequest();
    return { data: await this.hooks.take(app, connector, headers, rawBody) };
  }
}

/** Its settings; for administrators. */
@Controller('apps/:app/connectors/:connector')
@Administrator()
export class HookSettingsController {
  constructor(private readonly hooks: HookService) {}

  @Put('hook')
  async save(
    @Param('app') app: string,
    @Param('connector') connector: string,
    @Body({ schema: hookSchema }) body: HookBody,
  ): Promise<{ data: { secret: string | null } }> {
    return { data: await this.hooks.save(app, connector, body) };
  }

  @Post('hook/rotate')
  @HttpCode(200)
  async rotate(
    @Param('app') app: string,
    @Param('connector') connector: string,
  ): Promise<{ data: { secret: string } }> {
    return { data: await this.hooks.rotate(app, connector) };
  }

  @Delete('hook')
  @HttpCode(204)
  async remove(@Param('app') app: string, @Param('connector') connector: string): Promise<void> {
    await this.hooks.remove(app, connector);
  }

  @Post('runs/:run/again')
  @HttpCode(204)
  async again(
    @Param('app') app: string,
    @Param('connector') connector: string,
    @Param('run', { schema: z.uuid() }) run: string,
  ): Promise<void> {
    await this.hooks.again(app, connector, run);
  }
}
