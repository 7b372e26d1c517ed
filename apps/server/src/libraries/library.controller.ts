import {
  type LibraryData,
  type LibraryQuery,
  type LibraryRecord,
  libraryQuerySchema,
} from '@fieldwork/api-contract';
import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendFile } from '../files/file-http.js';
import { Public } from '../platform/http/public.js';
import { LibraryService } from './library.service.js';
import { LibraryDoor } from './library-door.js';

/** Libraries: for everybody. What is not open is answered as what does not exist. */
@Controller('libraries/:app/:page')
@Public()
export class LibraryController {
  constructor(
    private readonly door: LibraryDoor,
    private readonly libraries: LibraryService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async list(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: libraryQuerySchema }) query: LibraryQuery,
    @Req() { ip }: FastifyRequest,
  ): Promise<{ data: LibraryData }> {
    const library = await this.door.open({ app, page }, ip, query.q === '' ? 'reading' : 'searching');
    return { data: await this.libraries.list(library, query) };
  }

  @Get('records/:id')
  @Header('cache-control', 'no-store')
  async read(
    @Param('app') app: string,
    @Param('page') page: string,
    @Param('id', { schema: z.uuid() }) id: string,
    @Req() { ip }: FastifyRequest,
  ): Promise<{ data: LibraryRecord }> {
    return { data: await this.libraries.read(await this.door.open({ app, page }, ip, 'reading'), id) };
  }

  @Get('records/:id/files/:file')
  async file(
    @Param('app') app: string,
    @Param('page') page: string,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('file', { schema: z.uuid() }) file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const library = await this.door.open({ app, page }, request.ip, 'files');
    await sendFile(request, reply, await this.libraries.open(library, id, file));
  }
}
