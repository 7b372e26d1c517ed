import { type BalanceQuery, balanceQuerySchema, type LedgerBalance } from '@fieldwork/api-contract';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../identity/caller.js';
import { CurrentCaller } from '../identity/current-caller.js';
import { RawJson } from '../platform/http/raw-json.js';
import { LedgerService } from './ledger.service.js';

/** Balances and counter-movements over HTTP; movements are records of the ledger's form. */
@Controller('apps/:app/ledgers/:ledger')
export class LedgerController {
  constructor(private readonly ledgers: LedgerService) {}

  @Get('balances')
  async balances(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('ledger') ledger: string,
    @Query({ schema: balanceQuerySchema }) query: BalanceQuery,
  ): Promise<{ data: LedgerBalance[] }> {
    return { data: await this.ledgers.list(caller, app, ledger, query) };
  }

  @Post('movements/:movement/reversal')
  async reverse(
    @CurrentCaller() caller: Caller,
    @Param('app') app: string,
    @Param('ledger') ledger: string,
    @Param('movement', { schema: z.uuid() }) movement: string,
  ): Promise<RawJson> {
    return new RawJson(`{"data":${await this.ledgers.reverse(caller, app, ledger, movement)}}`);
  }
}
