import type { CallData, IntakeHit } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { OpenChannels } from '../channels/open-channels.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { LookupService } from '../overviews/lookup.service.js';
import { Problem } from '../platform/http/problem.js';
import { type Call, CallStore } from './call.store.js';

/** The cards of calls that ring for somebody, with who calls, as far as he may know. */
@Injectable()
export class RingingCalls {
  constructor(
    private readonly store: CallStore,
    private readonly channels: OpenChannels,
    private readonly lookups: LookupService,
  ) {}

  async list(caller: Caller): Promise<CallData[]> {
    const calls = await this.store.ringing(caller.userId);
    const shown = await Promise.all(
      calls.filter(({ app }) => canSeeApp(caller, app)).map((call) => this.#card(caller, call)),
    );
    return shown.flatMap((card) => card ?? []);
  }

  async #card(caller: Caller, call: Call): Promise<CallData | null> {
    try {
      const { channel } = await this.channels.find(call.app, call.channel, 'call');
      const { id, app, caller: number, state, at, form, recordId } = call;
      const hits = await this.lookups.search(caller, app, channel.intake, number);
      const hit: IntakeHit | null = hits[0] ?? null;
      return { id, app, caller: number, state, at, intake: channel.intake, log: { form, id: recordId }, hit };
    } catch (error) {
      // The channel or the page is gone, or closed to him: there is nothing to show.
      if (error instanceof Problem) return null;
      throw error;
    }
  }
}
