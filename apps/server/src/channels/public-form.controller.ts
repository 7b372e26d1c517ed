import {
  type HelpBody,
  helpBodySchema,
  type LibraryRow,
  type PublicFormData,
  type PublicReceipt,
  type PublicRequest,
  publicRequestSchema,
  solutionSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { incomingFile, takenSchema } from '../files/file-http.js';
import { Public } from '../platform/http/public.js';
import { PublicFormService } from './public-form.service.js';
import { PublicHelp } from './public-help.js';
import { PublicIntakeService } from './public-intake.service.js';
import { PublicUploadService, type Uploaded } from './public-upload.service.js';

const linkSchema = z.object({
  /** What the form is about. */
  r: z.string().max(200).nullable().default(null),
  /** Who has it open, where he has signed in. */
  w: z.string().max(400).nullable().default(null),
});
const fileSchema = solutionSchema.extend(takenSchema.shape);

/** Public forms: for visitors without an account. Whatever goes wrong, they learn nothing of the app behind it. */
@Controller('public/:app/:channel')
@Public()
export class PublicFormController {
  constructor(
    private readonly forms: PublicFormService,
    private readonly intake: PublicIntakeService,
    private readonly uploads: PublicUploadService,
    private readonly help: PublicHelp,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async show(
    @Param('app') app: string,
    @Param('channel') channel: string,
    @Query({ schema: linkSchema }) { r, w }: z.infer<typeof linkSchema>,
  ): Promise<{ data: PublicFormData }> {
    return { data: await this.forms.show({ app, channel }, r, w) };
  }

  @Post()
  async send(
    @Param('app') app: string,
    @Param('channel') channel: string,
    @Req() request: FastifyRequest,
    @Body({ schema: publicRequestSchema }) body: PublicRequest,
  ): Promise<{ data: PublicReceipt }> {
    return { data: await this.intake.take({ app, channel }, request.ip, body) };
  }

  /** What may help, by the answers that are given so far; nothing is kept of them. */
  @Post('help')
  @HttpCode(200)
  async offer(
    @Param('app') app: string,
    @Param('channel') channel: string,
    @Req() { ip }: FastifyRequest,
    @Body({ schema: helpBodySchema }) body: HelpBody,
  ): Promise<{ data: LibraryRow[] }> {
    return { data: await this.help.find({ app, channel }, body, ip) };
  }

  /** One file as multipart/form-data; the solved challenge stands in the address. */
  @Post('files')
  async upload(
    @Param('app') app: string,
    @Param('channel') channel: string,
    @Query({ schema: fileSchema }) { onlyPictures, ...solution }: z.infer<typeof fileSchema>,
    @Req() request: FastifyRequest,
  ): Promise<{ data: Uploaded }> {
    const incoming = await incomingFile(request);
    const sender = { address: request.ip, ...solution };
    return { data: await this.uploads.receive({ app, channel }, sender, incoming, onlyPictures) };
  }
}
