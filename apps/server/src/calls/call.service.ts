import type { CallBody, CallData } from '@fieldwork/api-contract';
import { type CallChannel, isId } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { OpenChannels } from '../channels/open-channels.js';
import type { Caller } from '../identity/caller.js';
import { UserService } from '../identity/user.service.js';
import { forbidden, invalid, notFound } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { RecordGate } from '../records/record-gate.js';
import { CallStore } from './call.store.js';
import { CallChanges } from './call-changes.js';
import { CallLog } from './call-log.js';

/** Telephone calls as the exchange reports them and as people take them. */
@Injectable()
export class CallService {
  constructor(
    private readonly store: CallStore,
    private readonly changes: CallChanges,
    private readonly log: CallLog,
    private readonly channels: OpenChannels,
    private readonly users: UserService,
    private readonly gate: RecordGate,
  ) {}

  /**
   * Whoever may write into the call log may report a call. Reported again under the same `callId` it changes the call
   * that is there. @throws Problem 403, 404, 422
   */
  async report(caller: Caller, app: string, body: CallBody): Promise<Pick<CallData, 'id' | 'state'>> {
    const channel = await this.#channelOf(caller, app, body.channel);
    const agent = await this.users.idOf(body.agent);
    if (agent === null) {
      const message = { 'zh-CN': '没有这个用户', en: 'There is no such user' };
      throw invalid([{ path: ['agent'], code: 'unknown_user', message }]);
    }
    return this.store.database.transaction(async (tx) => {
      if (body.callId !== undefined) {
        await this.store.lock(tx, app, channel.id, body.callId);
        const known = await this.store.findByCallId(tx, app, channel.id, body.callId);
        if (known) {
          await this.changes.turn(tx, known, body.state, null);
          return { id: known.id, state: known.state === 'ringing' ? body.state : known.state };
        }
      }
      const id = uuidv7();
      const { caller: number, state } = body;
      const recordId = await this.log.write(tx, app, channel, { caller: number, agent, state });
      const call = {
        id,
        app,
        channel: channel.id,
        callId: body.callId ?? null,
        caller: number,
        agent,
        state,
        form: channel.form,
        recordId,
      };
      await this.store.add(tx, call);
      if (state === 'ringing') await this.changes.ring(tx, call, channel);
      return { id, state };
    });
  }

  /** The person for whom it rings takes it, or lets it be. */
  async answer(caller: Caller, id: string, state: 'accepted' | 'missed'): Promise<void> {
    await this.store.database.transaction(async (tx) => {
      const call = isId(id) ? await this.store.lockById(tx, id) : null;
      if (!call || call.agent !== caller.userId) throw notFound();
      await this.changes.turn(tx, call, state, caller.userId);
    });
  }

  async #channelOf(caller: Caller, app: string, id: string | undefined): Promise<CallChannel> {
    const { channel, form } = await this.channels.the(app, id, 'call');
    const { viewer } = await this.gate.open(caller, app, form.id);
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, 'create')) throw forbidden();
    return channel;
  }
}
