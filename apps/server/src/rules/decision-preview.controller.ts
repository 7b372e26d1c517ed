import {
  type DecisionPreview,
  type DecisionPreviewBody,
  decisionPreviewSchema,
} from '@fieldwork/api-contract';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller, ReadsOnly } from '../identity/current-caller.js';
import { DecisionPreviewService } from './decision-preview.service.js';

/** What decision tables say of a record before it is saved. */
@Controller('apps/:app/forms/:form/decisions')
export class DecisionPreviewController {
  constructor(private readonly previews: DecisionPreviewService) {}

  @ReadsOnly()
  @Post('preview')
  @HttpCode(200)
  async preview(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Body({ schema: decisionPreviewSchema }) { values }: DecisionPreviewBody,
  ): Promise<{ data: DecisionPreview[] }> {
    return { data: await this.previews.preview(caller, app, form, values) };
  }
}
