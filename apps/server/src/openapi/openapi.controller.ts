import { Controller, Get } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { OpenApiService } from './openapi.service.js';

@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApiService) {}

  /** The description of the API that is true for the caller. */
  @Get()
  describe(@CurrentCaller() caller: Caller): Promise<Record<string, unknown>> {
    return this.openApi.describe(caller);
  }
}
