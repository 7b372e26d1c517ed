import { type AppointmentBody, type AppointmentOffer, appointmentBodySchema } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { AppointmentDesk } from './appointment-desk.js';

/** Times promised for a record, as people inside offer them. */
@Controller('apps/:app/matchings/:matching/appointments/:record')
export class AppointmentController {
  constructor(private readonly desk: AppointmentDesk) {}

  @Get()
  async offer(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Param('record', { schema: z.uuid() }) record: string,
  ): Promise<{ data: AppointmentOffer }> {
    return { data: await this.desk.offer(caller, { app, matching, record }) };
  }

  @Put()
  @HttpCode(204)
  async choose(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('matching') matching: string,
    @Param('record', { schema: z.uuid() }) record: string,
    @Body({ schema: appointmentBodySchema }) body: AppointmentBody,
  ): Promise<void> {
    await this.desk.choose(caller, { app, matching, record }, body);
  }
}
