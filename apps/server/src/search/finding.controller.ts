import {
  type Draft,
  type SearchHit,
  type SuggestionBody,
  suggestionBodySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { ConversionService } from './conversion.service.js';
import { SuggestionService } from './suggestion.service.js';

/** What helps with a record, and what can be made of it. */
@Controller('apps/:app/forms/:form')
export class FindingController {
  constructor(
    private readonly suggestions: SuggestionService,
    private readonly conversions: ConversionService,
  ) {}

  @ReadsOnly()
  @Post('suggestions/:suggestion')
  @HttpCode(200)
  async suggest(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('suggestion') suggestion: string,
    @Body({ schema: suggestionBodySchema }) body: SuggestionBody,
  ): Promise<{ data: SearchHit[] }> {
    return { data: await this.suggestions.find(caller, app, form, suggestion, body) };
  }

  @Post('records/:id/conversions/:conversion')
  async convert(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('id') id: string,
    @Param('conversion') conversion: string,
  ): Promise<{ data: Draft }> {
    return { data: await this.conversions.draft(caller, app, form, id, conversion) };
  }
}
