import type { RecordClock } from '@fieldwork/api-contract';
import { Controller, Get, Param } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { RecordClocksService } from './record-clocks.service.js';

/** The clocks of a record over HTTP. */
@Controller('apps/:app/forms/:form/records')
export class RecordClocksController {
  constructor(private readonly clocks: RecordClocksService) {}

  @Get(':id/deadlines')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('form') form: string,
    @Param('id') id: string,
  ): Promise<{ data: RecordClock[] }> {
    return { data: await this.clocks.list(caller, app, form, id) };
  }
}
