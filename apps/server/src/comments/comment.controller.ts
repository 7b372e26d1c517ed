import {
  type CommentData,
  type CommentsMeta,
  changedCommentSchema,
  followSchema,
  type NewComment,
  newCommentSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { CommentService } from './comment.service.js';
import { FollowService } from './follow.service.js';

const subjectSchema = z.object({ app: z.string(), form: z.string(), id: z.uuid() });
type Place = z.infer<typeof subjectSchema>;
const anId = z.uuid();
const aPage = z.object({ before: z.uuid().nullable().default(null) });
const aSearch = z.object({ search: z.string().max(100).default('') });

const subjectOf = ({ app, form, id }: Place) => ({ app, form, recordId: id.toLowerCase() });

/** Comments of a record, and who follows it. */
@Controller('apps/:app/forms/:form/records/:id')
export class CommentController {
  constructor(
    private readonly comments: CommentService,
    private readonly follows: FollowService,
  ) {}

  @Get('comments')
  async list(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Query({ schema: aPage }) { before }: z.infer<typeof aPage>,
  ): Promise<{ data: CommentData[]; meta: CommentsMeta }> {
    const subject = subjectOf(place);
    const { data, rights } = await this.comments.list(caller, subject, before);
    return {
      data,
      meta: { writes: rights.write, following: await this.follows.isFollowing(caller, subject) },
    };
  }

  @Post('comments')
  async add(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Body({ schema: newCommentSchema }) body: NewComment,
  ): Promise<{ data: CommentData }> {
    return { data: await this.comments.add(caller, subjectOf(place), body) };
  }

  @Patch('comments/:comment')
  @HttpCode(204)
  change(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Param('comment', { schema: anId }) comment: string,
    @Body({ schema: changedCommentSchema }) { body, mentions = [] }: z.infer<typeof changedCommentSchema>,
  ): Promise<void> {
    return this.comments.change(caller, subjectOf(place), comment, body, mentions);
  }

  @Delete('comments/:comment')
  @HttpCode(204)
  takeBack(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Param('comment', { schema: anId }) comment: string,
  ): Promise<void> {
    return this.comments.takeBack(caller, subjectOf(place), comment);
  }

  /** People who can be mentioned: those who may read the record. */
  @Get('mentionable')
  async mentionable(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Query({ schema: aSearch }) { search }: z.infer<typeof aSearch>,
  ): Promise<{ data: { id: string; title: string }[] }> {
    return { data: await this.comments.mentionable(caller, subjectOf(place), search) };
  }

  @Put('following')
  @HttpCode(204)
  follow(
    @CurrentCaller() caller: Caller,
    @Param({ schema: subjectSchema }) place: Place,
    @Body({ schema: followSchema }) { following }: z.infer<typeof followSchema>,
  ): Promise<void> {
    return this.follows.follow(caller, subjectOf(place), following);
  }
}
