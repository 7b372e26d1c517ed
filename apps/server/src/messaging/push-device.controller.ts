import { type PushDeviceBody, type PushDevices, pushDeviceSchema } from '@fieldwork/api-contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { PushDeviceService } from './push-device.service.js';

/** Browsers of a member that get his notices pushed. */
@Controller('push-devices')
export class PushDeviceController {
  constructor(private readonly devices: PushDeviceService) {}

  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<{ data: PushDevices }> {
    return { data: await this.devices.list(caller) };
  }

  @Post()
  async add(
    @CurrentCaller() caller: Caller,
    @Body({ schema: pushDeviceSchema }) body: PushDeviceBody,
  ): Promise<{ data: { id: string } }> {
    return { data: { id: await this.devices.add(caller, body) } };
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<void> {
    await this.devices.remove(caller, id);
  }
}
