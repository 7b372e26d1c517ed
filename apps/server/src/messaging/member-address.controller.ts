import { type MemberAddresses, memberAddressesSchema, type NoticeMessenger } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { MemberAddressService } from './member-address.service.js';

/** Where a member wants to have his notices beside the inbox. */
@Controller('notice-messengers')
export class MemberAddressController {
  constructor(private readonly addresses: MemberAddressService) {}

  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<{ data: NoticeMessenger[] }> {
    return { data: await this.addresses.of(caller.userId) };
  }

  @Put()
  @HttpCode(204)
  async set(
    @CurrentCaller() caller: Caller,
    @Body({ schema: memberAddressesSchema }) body: MemberAddresses,
  ): Promise<void> {
    await this.addresses.set(caller.userId, body);
  }
}
