import {
  type ApplyAssignmentBody,
  type AssignmentBody,
  type AssignmentProposal,
  applyAssignmentBodySchema,
  assignmentBodySchema,
  type Choice,
  type ChoiceBody,
  type ChoiceSummary,
  choiceBodySchema,
  type Proposal,
  type ProposalBody,
  proposalBodySchema,
} from '@fieldwork/api-contract';
import { matchingSchema } from '@fieldwork/metadata';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { Builder, CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { type AppliedAssignment, AssignmentService } from './assignment.service.js';
import { ChoiceService } from './choice.service.js';
import { ProposalService } from './proposal.service.js';

const tryOutSchema = z.strictObject({ matching: matchingSchema, recordId: z.uuid() });
const spanSchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  to: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** Who suits a record, for one and for many. */
@Controller('apps/:app/matchings/:matching')
export class MatchingController {
  constructor(
    private readonly proposals: ProposalService,
    private readonly assignments: AssignmentService,
    private readonly choices: ChoiceService,
  ) {}

  @ReadsOnly()
  @Post('proposals')
  @HttpCode(200)
  async propose(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Body({ schema: proposalBodySchema }) body: ProposalBody,
  ): Promise<{ data: Proposal }> {
    return { data: await this.proposals.propose(caller, app, matching, body) };
  }

  @Builder()
  @Post('try-out')
  @HttpCode(200)
  async tryOut(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Body({ schema: tryOutSchema }) body: z.infer<typeof tryOutSchema>,
  ): Promise<{ data: Proposal }> {
    return { data: await this.proposals.tryOut(caller, app, body.matching, body.recordId) };
  }

  @Post('assignments')
  @HttpCode(200)
  async assign(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Body({ schema: assignmentBodySchema }) body: AssignmentBody,
  ): Promise<{ data: { proposal: AssignmentProposal } | { job: string } }> {
    return { data: await this.assignments.propose(caller, app, matching, body) };
  }

  @Post('assignments/apply')
  @HttpCode(200)
  async apply(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Body({ schema: applyAssignmentBodySchema }) body: ApplyAssignmentBody,
  ): Promise<{ data: AppliedAssignment }> {
    return { data: await this.assignments.apply(caller, app, matching, body) };
  }

  @Post('choices')
  async choose(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Body({ schema: choiceBodySchema }) body: ChoiceBody,
  ): Promise<{ data: { id: string; difference: number | null } }> {
    return { data: await this.choices.choose(caller, app, matching, body) };
  }

  @Get('choices')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
  ): Promise<{ data: Choice[] }> {
    return { data: await this.choices.list(caller, app, matching) };
  }

  @Get('choices/summary')
  async summary(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Query({ schema: spanSchema }) span: z.infer<typeof spanSchema>,
  ): Promise<{ data: ChoiceSummary }> {
    return { data: await this.choices.summary(caller, app, matching, span) };
  }
}
