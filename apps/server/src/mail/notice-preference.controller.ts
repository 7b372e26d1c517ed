import { type NoticePreference, noticePreferenceSchema } from '@fieldwork/api-contract';
import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { NoticePreferenceService } from './notice-preference.service.js';

/** What one wants to hear by mail. */
@Controller('notice-preference')
export class NoticePreferenceController {
  constructor(private readonly preferences: NoticePreferenceService) {}

  @Get()
  async get(@CurrentCaller() caller: Caller): Promise<{ data: NoticePreference & { isPossible: boolean } }> {
    return { data: await this.preferences.get(caller.userId) };
  }

  @Put()
  @HttpCode(204)
  set(
    @CurrentCaller() caller: Caller,
    @Body({ schema: noticePreferenceSchema }) body: NoticePreference,
  ): Promise<void> {
    return this.preferences.set(caller.userId, body);
  }
}
