import { type UploadBody, type UploadData, uploadBodySchema } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { unsupportedType } from '../platform/http/problem.js';
import { UploadService } from './upload.service.js';

const anId = z.uuid().transform((id) => id.toLowerCase());
const aPlace = z.strictObject({ offset: z.coerce.number().int().min(0) });

/** Files in pieces: announced, then sent piece by piece, going on after a cut where it stopped. */
@Controller('files/uploads')
export class UploadController {
  constructor(private readonly uploads: UploadService) {}

  @Post()
  async announce(
    @CurrentCaller() caller: Caller,
    @Body({ schema: uploadBodySchema }) body: UploadBody,
  ): Promise<{ data: UploadData }> {
    return { data: await this.uploads.announce(caller, { ...body, id: body.id.toLowerCase() }) };
  }

  @Get(':id')
  async state(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
  ): Promise<{ data: UploadData }> {
    return { data: await this.uploads.state(caller, id) };
  }

  @Patch(':id')
  @HttpCode(200)
  async receive(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: anId }) id: string,
    @Query({ schema: aPlace }) { offset }: z.infer<typeof aPlace>,
    @Body() piece: unknown,
  ): Promise<{ data: UploadData }> {
    if (!Buffer.isBuffer(piece)) throw unsupportedType();
    return { data: await this.uploads.receive(caller, id, offset, piece) };
  }
}
