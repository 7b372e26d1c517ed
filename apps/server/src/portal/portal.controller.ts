import {
  type PortalAct,
  type PortalData,
  type PortalMessage,
  portalActSchema,
  portalMessageSchema,
  portalQuerySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../platform/http/public.js';
import { PortalActs } from './portal-acts.js';
import { PortalDoor } from './portal-door.js';
import { PortalMessages } from './portal-messages.js';
import { PortalViews } from './portal-views.js';

type PortalQuery = z.infer<typeof portalQuerySchema>;

/** Portals: for whoever has a link. Without a valid one there is nothing here, whatever else is right. */
@Controller('portal/:app/:page')
@Public()
export class PortalController {
  constructor(
    private readonly door: PortalDoor,
    private readonly views: PortalViews,
    private readonly acts: PortalActs,
    private readonly messages: PortalMessages,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async show(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() { ip }: FastifyRequest,
  ): Promise<{ data: PortalData }> {
    return { data: await this.views.show(await this.door.open({ app, page }, t, ip)) };
  }

  @Post('acts')
  @HttpCode(204)
  async act(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() { ip }: FastifyRequest,
    @Body({ schema: portalActSchema }) body: PortalAct,
  ): Promise<void> {
    await this.acts.perform(await this.door.open({ app, page }, t, ip), body);
  }

  @Post('messages')
  @HttpCode(204)
  async write(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() { ip }: FastifyRequest,
    @Body({ schema: portalMessageSchema }) body: PortalMessage,
  ): Promise<void> {
    await this.messages.write(await this.door.open({ app, page }, t, ip), body);
  }
}
