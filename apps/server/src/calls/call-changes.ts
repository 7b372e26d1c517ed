import type { CallChannel, CallState } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OpenChannels } from '../channels/open-channels.js';
import { EventBus } from '../events/event-bus.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { type Call, CallStore } from './call.store.js';
import { CallLog } from './call-log.js';

const topic = 'calls.unanswered';
const usualRingSeconds = 60;

/** What becomes of a call: taken, missed, or, when nobody says anything, missed after a while. */
@Injectable()
export class CallChanges implements OnModuleInit {
  constructor(
    private readonly store: CallStore,
    private readonly log: CallLog,
    private readonly channels: OpenChannels,
    private readonly events: EventBus,
    private readonly outbox: Outbox,
    private readonly waiting: OutboxStore,
  ) {}

  onModuleInit(): void {
    this.outbox.on<{ id: string }>(topic, async (tx, { payload }) => {
      const call = await this.store.lockById(tx, payload.id);
      if (call?.state === 'ringing') await this.turn(tx, call, 'missed', null);
    });
  }

  /** Rings on the agent's screen, and no longer than the channel says. */
  async ring(tx: Transaction, call: Omit<Call, 'at'>, channel: CallChannel): Promise<void> {
    const dueAt = new Date(Date.now() + (channel.ringSeconds ?? usualRingSeconds) * 1000);
    await this.waiting.enqueue(tx, topic, { id: call.id }, { dueAt, key: call.id });
    this.#tell(tx, call);
  }

  async turn(tx: Transaction, call: Call, state: CallState, by: string | null): Promise<void> {
    if (call.state !== 'ringing' || state === 'ringing') return;
    await this.store.setState(tx, call.id, state);
    const found = await this.channels.find(call.app, call.channel, 'call').catch(() => null);
    if (found) await this.log.change(tx, call.app, found.channel, { recordId: call.recordId, state, by });
    await this.waiting.cancel(tx, topic, call.id);
    this.#tell(tx, call);
  }

  #tell(tx: Transaction, { app, agent }: Pick<Call, 'app' | 'agent'>): void {
    tx.afterCommit(() => this.events.publish({ topic: 'calls', app, userIds: [agent] }));
  }
}
