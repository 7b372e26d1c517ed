import {
  type DeviceData,
  type DeviceStanding,
  type RegisterDevice,
  registerDeviceSchema,
} from '@fieldwork/api-contract';
import { identifierSchema } from '@fieldwork/metadata';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller, SessionOnly } from '../identity/current-caller.js';
import { Public } from '../platform/http/public.js';
import { DeviceService } from './device.service.js';

const anId = z.uuid();
const listQuery = z.strictObject({
  app: identifierSchema.nullable().default(null),
  all: z.enum(['true', 'false']).default('false'),
});

@Controller('devices')
export class DeviceController {
  constructor(private readonly devices: DeviceService) {}

  @Get()
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: listQuery }) { app, all }: z.infer<typeof listQuery>,
  ): Promise<{ data: DeviceData[] }> {
    return { data: await this.devices.list(caller, { app, all: all === 'true' }) };
  }

  @SessionOnly()
  @Post()
  async register(
    @CurrentCaller() caller: Caller,
    @Body({ schema: registerDeviceSchema }) body: RegisterDevice,
  ): Promise<{ data: DeviceData }> {
    return { data: await this.devices.register(caller, body) };
  }

  /** For a phone whose session is over: whether it is to wipe itself. */
  @Public()
  @Get(':id/standing')
  async standing(@Param('id', { schema: anId }) id: string): Promise<{ data: DeviceStanding }> {
    return { data: { isShutOut: await this.devices.isShutOut(id) } };
  }

  @SessionOnly()
  @Post(':id/revoke')
  @HttpCode(204)
  revoke(@CurrentCaller() caller: Caller, @Param('id', { schema: anId }) id: string): Promise<void> {
    return this.devices.revoke(caller, id);
  }

  @SessionOnly()
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentCaller() caller: Caller, @Param('id', { schema: anId }) id: string): Promise<void> {
    return this.devices.remove(caller, id);
  }
}
