import {
  type AppointmentOffer,
  type PortalAppointment,
  portalAppointmentSchema,
  portalQuerySchema,
} from '@fieldwork/api-contract';
import { Body, Controller, Get, Header, HttpCode, Param, Put, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../platform/http/public.js';
import { PortalAppointments } from './portal-appointments.js';
import { PortalDoor } from './portal-door.js';

type PortalQuery = z.infer<typeof portalQuerySchema>;

/** Times that whoever has the link can choose from, and the choice. */
@Controller('portal/:app/:page/appointment')
@Public()
export class PortalAppointmentController {
  constructor(
    private readonly door: PortalDoor,
    private readonly appointments: PortalAppointments,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  async offer(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() { ip }: FastifyRequest,
  ): Promise<{ data: AppointmentOffer }> {
    return { data: await this.appointments.offer(await this.door.open({ app, page }, t, ip)) };
  }

  @Put()
  @HttpCode(204)
  async choose(
    @Param('app') app: string,
    @Param('page') page: string,
    @Query({ schema: portalQuerySchema }) { t }: PortalQuery,
    @Req() { ip }: FastifyRequest,
    @Body({ schema: portalAppointmentSchema }) { from }: PortalAppointment,
  ): Promise<void> {
    await this.appointments.choose(await this.door.open({ app, page }, t, ip), from);
  }
}
