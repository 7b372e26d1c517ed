import { portalQuerySchema } from '@fieldwork/api-contract';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { incomingFile, sendFile } from '../files/file-http.js';
import { Public } from '../platform/http/public.js';
import { PortalDoor } from './portal-door.js';
import { PortalFiles } from './portal-files.js';

type PortalQuery = z.infer<typeof portalQuerySchema>;

/** Pictures of messages, for whoever has the link. */
@Controller('portal/:app/:page/files')
@Public()
export class PortalFileController {
  constructor(
    private readonly door: PortalDoor,
    private readonly files: PortalFiles,
  ) {}

  @Post()
  async upload(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() request: FastifyRequest,
  ): Promise<{ data: { id: string; name: string } }> {
    const portal = await this.door.open({ app, page }, t, request.ip);
    return { data: await this.files.receive(portal, await incomingFile(request)) };
  }

  @Get(':id')
  async download(
    @Param('app') app: string,
    @Param('page') page: string,
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const portal = await this.door.open({ app, page }, t, request.ip);
    await sendFile(request, reply, await this.files.open(portal, id));
  }
}
