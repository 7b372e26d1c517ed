import type { DemoAccess } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import type { Content, SetupContent } from '../identity/setup-content.js';
import { TemplateService } from './template.service.js';

const templates: Record<Exclude<Content, 'empty'>, string> = { 'after-sales-demo': 'after-sales' };

/** Fills a new installation with a template, when its first administrator chose one. */
@Injectable()
export class SetupTemplates implements SetupContent {
  constructor(private readonly templates: TemplateService) {}

  async install(content: Exclude<Content, 'empty'>, administrator: Caller): Promise<DemoAccess | null> {
    const wish = { demo: true, existing: 'refuse' as const };
    return (await this.templates.install(administrator, templates[content], wish)).demo;
  }
}
