import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { type Installed, TemplateService, type TemplateSummary } from './template.service.js';

const installSchema = z.strictObject({ demo: z.boolean().default(false) });

/** Apps that come with the product. */
@Builder()
@Controller('templates')
export class TemplateController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  async list(): Promise<{ data: TemplateSummary[] }> {
    return { data: await this.templates.list() };
  }

  @Post(':id/install')
  @HttpCode(201)
  async install(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body({ schema: installSchema }) body: z.infer<typeof installSchema>,
  ): Promise<{ data: Installed }> {
    return { data: await this.templates.install(caller, id, body.demo) };
  }
}
