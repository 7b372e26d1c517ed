import { type InstalledTemplate, installTemplateSchema, type TemplateSummary } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { TemplateService } from './template.service.js';

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
    @Body({ schema: installTemplateSchema }) body: z.infer<typeof installTemplateSchema>,
  ): Promise<{ data: InstalledTemplate }> {
    return { data: await this.templates.install(caller, id, body) };
  }
}
