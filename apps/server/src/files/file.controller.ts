import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { FileService, type Taken } from './file.service.js';
import type { FileInfo } from './file.store.js';
import { incomingFile, sendFile, takenSchema } from './file-http.js';

const anId = z.uuid();

@Controller('files')
export class FileController {
  constructor(private readonly files: FileService) {}

  /** Takes one file as multipart/form-data. */
  @Post()
  async upload(
    @CurrentCaller() caller: Caller,
    @Query({ schema: takenSchema }) taken: Taken,
    @Req() request: FastifyRequest,
  ): Promise<{ data: FileInfo }> {
    return { data: await this.files.receive(await incomingFile(request), caller.userId, taken) };
  }

  @Get(':id')
  async download(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(request, reply, await this.files.open(caller, id));
  }
}
