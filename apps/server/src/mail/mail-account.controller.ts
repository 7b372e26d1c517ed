import {
  type MailAccountBody,
  type MailAccountData,
  type MailMessageData,
  type MailTestResult,
  mailAccountSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Administrator } from '../identity/current-caller.js';
import { MailAccountService } from './mail-account.service.js';
import { MailLog } from './mail-log.js';

const anId = z.uuid();
const logQuery = z.strictObject({ before: anId.nullable().default(null) });

/** Mailboxes and what went through them; for administrators. */
@Administrator()
@Controller('mail-accounts')
export class MailAccountController {
  constructor(
    private readonly accounts: MailAccountService,
    private readonly log: MailLog,
  ) {}

  @Get()
  async list(): Promise<{ data: MailAccountData[] }> {
    return { data: await this.accounts.list() };
  }

  @Post()
  async create(
    @Body({ schema: mailAccountSchema }) body: MailAccountBody,
  ): Promise<{ data: { id: string } }> {
    return { data: { id: await this.accounts.create(body) } };
  }

  @Put(':id')
  @HttpCode(204)
  change(
    @Param('id', { schema: anId }) id: string,
    @Body({ schema: mailAccountSchema }) body: MailAccountBody,
  ): Promise<void> {
    return this.accounts.change(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', { schema: anId }) id: string): Promise<void> {
    return this.accounts.remove(id);
  }

  @Post(':id/test')
  @HttpCode(200)
  async test(@Param('id', { schema: anId }) id: string): Promise<{ data: MailTestResult }> {
    return { data: await this.accounts.test(id) };
  }

  @Get(':id/messages')
  async messages(
    @Param('id', { schema: anId }) id: string,
    @Query({ schema: logQuery }) { before }: z.infer<typeof logQuery>,
  ): Promise<{ data: MailMessageData[] }> {
    return { data: await this.log.list(id, before) };
  }
}
