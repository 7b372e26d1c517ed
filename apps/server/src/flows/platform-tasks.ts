import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { type ChangeSource, lateOf } from '../records/record-events.js';
import { RecordGate } from '../records/record-gate.js';
import { FlowRunner } from './flow-runner.js';
import { type Instance, InstanceStore } from './instance.store.js';
import { type StandingTask, TaskStore } from './task.store.js';

export interface RecordPlace {
  app: string;
  form: string;
  recordId: string;
}

/** An open task whose flow stands still for whoever took it, until the end of the transaction. */
export interface TakenTask extends RecordPlace {
  task: StandingTask;
  instance: Instance;
}

/** Tasks done in the name of the platform: because a rule says so, or somebody outside answered. */
@Injectable()
export class PlatformTasks {
  constructor(
    private readonly tasks: TaskStore,
    private readonly instances: InstanceStore,
    private readonly runner: FlowRunner,
    private readonly gate: RecordGate,
  ) {}

  /** The open tasks of a record, the oldest first. */
  standing(on: Queryable, { app, form, recordId }: RecordPlace): Promise<StandingTask[]> {
    return this.tasks.standing(on, app, form, recordId);
  }

  /** Who has the open tasks of a record. */
  people(on: Queryable, { app, form, recordId }: RecordPlace): Promise<string[]> {
    return this.tasks.peopleOf(on, app, form, recordId);
  }

  /** null: it is not open any more. Before the record is written, as by everybody who does a task. */
  async take(tx: Transaction, place: RecordPlace, task: StandingTask): Promise<TakenTask | null> {
    const instance = await this.instances.lock(tx, task.instanceId);
    const isOpen = (await this.standing(tx, place)).some(({ id }) => id === task.id);
    return instance && isOpen ? { ...place, task, instance } : null;
  }

  /** @throws Problem where the flow does not allow it now */
  async perform(
    tx: Transaction,
    { app, form, task, instance }: TakenTask,
    act: { action: string; reason: string | null; depth: number; happenedAt?: string },
  ): Promise<void> {
    const flow = await this.runner.pinned(app, task.flow, task.flowVersion);
    const depth = act.depth + 1;
    const source: ChangeSource = { kind: 'flow', id: flow.id, depth, ...lateOf(act) };
    const opened = await this.gate.openAsPlatform(app, form, null, source);
    const event = {
      type: 'task_completed',
      task: task.id,
      action: act.action,
      by: null,
      reason: act.reason ?? undefined,
    } as const;
    await this.runner.advance(tx, { instance, flow, opened, by: null, depth }, event, null);
  }
}
