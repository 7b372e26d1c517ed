import {
  type SearchHit,
  type SearchProgress,
  type SearchQuery,
  type Synonyms,
  searchQuerySchema,
  synonymsSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller } from '../identity/current-caller.js';
import { SearchService } from './search.service.js';

@Controller('apps/:app/search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  @Get()
  async find(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Query({ schema: searchQuerySchema }) query: SearchQuery,
  ): Promise<{ data: SearchHit[] }> {
    return { data: await this.search.find(caller, app, query) };
  }

  @Get('synonyms')
  async synonyms(@CurrentCaller() caller: Caller, @Param('app') app: string): Promise<{ data: Synonyms }> {
    return { data: await this.search.synonyms(caller, app) };
  }

  @Builder()
  @Put('synonyms')
  @HttpCode(204)
  setSynonyms(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: synonymsSchema }) body: Synonyms,
  ): Promise<void> {
    return this.search.setSynonyms(caller, app, body);
  }

  @Builder()
  @Get('progress')
  async progress(@Param('app') app: string): Promise<{ data: SearchProgress[] }> {
    return { data: await this.search.progress(app) };
  }
}
