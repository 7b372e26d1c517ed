import type { DemoAccess } from '@fieldwork/api-contract';
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Config } from '../platform/config/config.js';
import { Public } from '../platform/http/public.js';
import { setSessionCookie } from './session-cookie.js';
import { SetupService } from './setup.service.js';

const answers = z.strictObject({
  token: z.string().max(100),
  password: z.string().max(1024),
  name: z.string().trim().min(1).max(100).default('管理员'),
  content: z.enum(['after-sales-demo', 'empty']).default('empty'),
});

/** The first page of a new installation. */
@Controller('setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly config: Config,
  ) {}

  @Public()
  @Get()
  async state(): Promise<{ data: { needed: boolean } }> {
    return { data: { needed: await this.setup.isNeeded() } };
  }

  @Public()
  @Post()
  async complete(
    @Body({ schema: answers }) body: z.infer<typeof answers>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ data: { content: string; demo: DemoAccess | null } }> {
    const { session, content, demo } = await this.setup.complete(
      body.token,
      body.password,
      body.name,
      body.content,
    );
    setSessionCookie(request, reply, this.config, session);
    return { data: { content, demo } };
  }
}
