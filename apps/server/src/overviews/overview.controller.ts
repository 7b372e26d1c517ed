import { givenLookupSchema, type IntakeHit, lookupSchema, type OverviewData } from '@fieldwork/api-contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { LookupService } from './lookup.service.js';
import { OverviewService } from './overview.service.js';

/** Overviews of records, and what intake pages look up. */
@Controller('apps/:app/pages/:page')
export class OverviewController {
  constructor(
    private readonly overviews: OverviewService,
    private readonly lookups: LookupService,
  ) {}

  @Get('overview/:id')
  async overview(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('page') page: string,
    @Param('id') id: string,
  ): Promise<{ data: OverviewData }> {
    return { data: await this.overviews.read(caller, app, page, id) };
  }

  @Get('lookup')
  async lookup(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: lookupSchema }) { q }: z.infer<typeof lookupSchema>,
  ): Promise<{ data: IntakeHit[] }> {
    return { data: await this.lookups.search(caller, app, page, q) };
  }

  @Get('given')
  async given(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: givenLookupSchema }) { form, id }: z.infer<typeof givenLookupSchema>,
  ): Promise<{ data: IntakeHit[] }> {
    return { data: await this.lookups.given(caller, app, page, form, id) };
  }
}
