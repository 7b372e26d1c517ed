import { identifierSchema } from '@fieldwork/metadata';
import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { AppMemberService } from './app-member.service.js';
import type { AppMember } from './app-member.store.js';
import { Builder } from './current-caller.js';
import { anId } from './user.schemas.js';

const someRoles = z.strictObject({ roles: z.array(identifierSchema).max(50) });

/** Members of an app and their roles; for builders. */
@Builder()
@Controller('apps/:app/members')
export class AppMemberController {
  constructor(private readonly members: AppMemberService) {}

  @Get()
  async list(@Param('app', { schema: identifierSchema }) app: string): Promise<{ data: AppMember[] }> {
    return { data: await this.members.list(app) };
  }

  @Put(':userId')
  @HttpCode(204)
  async replace(
    @Param('app', { schema: identifierSchema }) app: string,
    @Param('userId', { schema: anId }) userId: string,
    @Body({ schema: someRoles }) body: z.infer<typeof someRoles>,
  ): Promise<void> {
    await this.members.replace(app, userId, body.roles);
  }
}
