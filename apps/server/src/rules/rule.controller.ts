import { identifierSchema } from '@fieldwork/metadata';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Builder } from '../identity/current-caller.js';
import { RuleService } from './rule.service.js';
import type { LoggedRun } from './rule-run.store.js';

const runsQuery = z.strictObject({
  record: z.uuid().nullable().default(null),
  outcome: z.enum(['fired', 'skipped', 'failed']).nullable().default(null),
  before: z.uuid().nullable().default(null),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

/** What rules did and why; for builders. */
@Builder()
@Controller('apps/:app/rules/:rule')
export class RuleController {
  constructor(private readonly rules: RuleService) {}

  @Get('runs')
  async runs(
    @Param('app', { schema: identifierSchema }) app: string,
    @Param('rule', { schema: identifierSchema }) rule: string,
    @Query({ schema: runsQuery }) query: z.infer<typeof runsQuery>,
  ): Promise<{ data: LoggedRun[] }> {
    const { pageSize, ...search } = query;
    return { data: await this.rules.list(app, rule, { ...search, limit: pageSize }) };
  }
}
