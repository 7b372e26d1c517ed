import { localize } from '@fieldwork/metadata';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { type ChangeSource, lateOf } from '../records/record-events.js';
import { RecordGate } from '../records/record-gate.js';
import type { TaskWish } from '../rules/effect.service.js';
import { FlowRunner } from './flow-runner.js';
import { InstanceStore } from './instance.store.js';
import { TaskStore } from './task.store.js';

const mostDeep = 8;

/** Does an open task because a rule says so; where it is no longer open, somebody was quicker, and nothing happens. */
@Injectable()
export class TaskByRule implements OnModuleInit {
  readonly #log = new Logger('Flows');

  constructor(
    private readonly outbox: Outbox,
    private readonly tasks: TaskStore,
    private readonly instances: InstanceStore,
    private readonly runner: FlowRunner,
    private readonly gate: RecordGate,
  ) {}

  onModuleInit(): void {
    this.outbox.on<TaskWish>('flow.do_task', (tx, { payload }) => this.#perform(tx, payload));
  }

  async #perform(tx: Transaction, wish: TaskWish): Promise<void> {
    const { app, form, recordId } = wish;
    if (wish.depth >= mostDeep) return;
    const isMeant = (task: { flow: string; node: string }) =>
      task.flow === wish.flow && task.node === wish.node;
    const found = (await this.tasks.openOf(tx, app, form, recordId)).find(isMeant);
    if (!found) return;
    const instance = await this.instances.lock(tx, found.instanceId);
    if (!instance) return;
    const flow = await this.runner.pinned(app, found.flow, found.flowVersion);
    const source: ChangeSource = { kind: 'flow', id: flow.id, depth: wish.depth + 1, ...lateOf(wish) };
    const opened = await this.gate.openAsPlatform(app, form, null, source);
    const event = {
      type: 'task_completed',
      task: found.id,
      action: wish.action,
      by: null,
      reason: wish.reason === null ? undefined : localize(wish.reason, 'zh-CN'),
    } as const;
    const going = { instance, flow, opened, by: null, depth: wish.depth + 1 };
    try {
      await tx.savepoint(() => this.runner.advance(tx, going, event, null));
    } catch (error) {
      // The flow does not allow it now: that is an answer, not a failure to be tried again.
      if (!(error instanceof Problem)) throw error;
      this.#log.warn(`${app}/${recordId}: ${wish.node} was not done: ${error.message}`);
    }
  }
}
