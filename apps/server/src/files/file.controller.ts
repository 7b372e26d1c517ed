import '@fastify/multipart';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { badRequest, sentence, unsupportedType } from '../platform/http/problem.js';
import { FileService } from './file.service.js';
import type { FileInfo } from './file.store.js';
import { contentDisposition } from './file-name.js';
import { isRasterImage } from './file-type.js';

const anId = z.uuid();

@Controller('files')
export class FileController {
  constructor(private readonly files: FileService) {}

  /** Takes one file as multipart/form-data. */
  @Post()
  async upload(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<{ data: FileInfo }> {
    if (!request.isMultipart()) throw unsupportedType();
    const part = await request.file();
    if (!part) throw badRequest(sentence('没有文件', 'There is no file in the request'));
    const { filename, file } = part;
    const incoming = { name: filename, stream: file, isTruncated: () => file.truncated };
    return { data: await this.files.receive(incoming, caller.userId) };
  }

  /** A download; pictures without script may be shown in place. In any case without rights on this origin. */
  @Get(':id')
  async download(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, stream } = await this.files.open(caller, id);
    const kind = isRasterImage(file.type) ? 'inline' : 'attachment';
    await reply
      .header('content-type', file.type)
      .header('content-length', String(file.size))
      .header('content-disposition', contentDisposition(kind, file.name))
      .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
      .header('cache-control', 'private, no-cache')
      .send(stream);
  }
}
