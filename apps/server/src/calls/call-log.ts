import type { CallChannel, CallState } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { uuidv7 } from '../platform/uuid.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';

/** The record that an app keeps of each call, in the fields that its channel names. */
@Injectable()
export class CallLog {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
  ) {}

  /** Answers the id of the new record. */
  async write(
    tx: Transaction,
    app: string,
    channel: CallChannel,
    call: { caller: string; agent: string; state: CallState },
  ): Promise<string> {
    const { write } = await this.gate.openAsPlatform(app, channel.form, null, sourceOf(channel));
    const id = uuidv7();
    const { fields } = channel;
    const values = {
      id,
      [fields.caller]: call.caller,
      [fields.agent]: call.agent,
      ...(fields.startedAt === undefined ? {} : { [fields.startedAt]: new Date().toISOString() }),
      ...stateValues(channel, call.state),
    };
    await this.records.create({ ...write, narrowing: { isAutomatic: true } }, values, undefined, tx);
    return id;
  }

  async change(
    tx: Transaction,
    app: string,
    channel: CallChannel,
    call: { recordId: string; state: CallState; by: string | null },
  ): Promise<void> {
    const values = stateValues(channel, call.state);
    if (Object.keys(values).length === 0) return;
    const { write, form, viewer } = await this.gate.openAsPlatform(
      app,
      channel.form,
      call.by,
      sourceOf(channel),
    );
    const record = await this.records.find(viewer, form, call.recordId, tx);
    // Somebody has thrown it away: the call itself goes on.
    if (!record || record.deleted_at !== null) return;
    await this.records.update({ ...write, narrowing: { isAutomatic: true } }, call.recordId, values, {}, tx);
  }
}

function sourceOf(channel: CallChannel) {
  return { kind: 'channel' as const, id: channel.id };
}

function stateValues({ fields, states }: CallChannel, state: CallState): Record<string, unknown> {
  const option = states?.[state];
  const isAnswered = state === 'accepted' && fields.answeredAt !== undefined;
  return {
    ...(fields.state === undefined || option === undefined ? {} : { [fields.state]: option }),
    ...(isAnswered ? { [fields.answeredAt as string]: new Date().toISOString() } : {}),
  };
}
