import type { TaskActionBody } from '@fieldwork/api-contract';
import { taskNodeOf } from '@fieldwork/flow-engine';
import type { Narrowing } from '@fieldwork/form-engine';
import type { TaskNode } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type Caller } from '../identity/caller.js';
import type { Transaction } from '../platform/database/queryable.js';
import { notFound } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { RecordService } from '../records/record.service.js';
import { asReported, type LateReport, type Opened } from '../records/record-gate.js';
import type { Write } from '../records/write.js';
import { ClaimLimits } from './claim-limits.js';
import { FlowRunner } from './flow-runner.js';
import { type TaskRow, TaskStore } from './task.store.js';
import { refuseClosed, refuseOthers } from './task-refusals.js';
import { TaskViews } from './task-views.js';

/** A person does a task: his values, the flow's next step and all it brings, in one transaction. */
@Injectable()
export class TaskCompletion {
  constructor(
    private readonly tasks: TaskStore,
    private readonly limits: ClaimLimits,
    private readonly records: RecordService,
    private readonly runner: FlowRunner,
    private readonly views: TaskViews,
    private readonly repeats: Repeats,
  ) {}

  /**
   * Answers the task as JSON text. The same idempotency key gives the same answer and acts once. `late`: what was done
   * without signal, in the transaction that settles the report of it.
   */
  complete(
    caller: Caller,
    id: string,
    body: TaskActionBody,
    repeatable: Repeatable | undefined,
    late?: { tx: Transaction; report: LateReport },
  ): Promise<string> {
    const target = `task/${id}`;
    const work = () =>
      this.#complete(caller, id, body, late, (tx, answer) =>
        this.repeats.remember(tx, target, repeatable, 200, answer),
      );
    return late ? work() : this.repeats.once(target, repeatable, work);
  }

  async #complete(
    caller: Caller,
    id: string,
    body: TaskActionBody,
    late: { tx: Transaction; report: LateReport } | undefined,
    remember: (tx: Transaction, answer: string) => Promise<void>,
  ): Promise<string> {
    const { database } = this.tasks;
    const seen = await this.tasks.find(late?.tx ?? database, id, caller.userId);
    if (!seen) throw notFound();
    refuseOthers(caller, seen);
    // Read before the transaction: whoever holds the lock must not wait for another connection.
    const now = await this.views.open(caller, seen);
    const opened = late ? asReported(now, late.report) : now;
    await this.runner.pinned(seen.app, seen.flow, seen.flowVersion);
    const work = async (tx: Transaction): Promise<string> => {
      const instance = await this.runner.lock(tx, seen.instanceId);
      const task = await this.tasks.find(tx, id, caller.userId);
      if (!instance || !task) throw notFound();
      refuseClosed(caller, task);
      const flow = await this.runner.pinned(task.app, task.flow, task.flowVersion);
      const node = taskNodeOf(flow, task);
      if (!node) throw notFound();
      const action = node.actions.find(({ id: one }) => one === body.action);
      const isTaken = action?.kind === 'complete' && (await this.limits.isToTake(tx, caller, task));
      await this.#write(tx, opened, task, node, body);
      if (isTaken) await this.limits.take(tx, caller, task);
      const by = caller.userId;
      const event = {
        type: 'task_completed',
        task: id,
        action: body.action,
        by,
        reason: body.reason,
      } as const;
      const input = body.values ? { values: body.values } : null;
      await this.runner.advance(tx, { instance, flow, opened, by, depth: 0 }, event, input);
      const answer = await this.#answer(tx, caller, id);
      await remember(tx, answer);
      return answer;
    };
    return late ? work(late.tx) : database.transaction(work);
  }

  /** What the person filled in, checked by the form as the node narrows it. */
  async #write(
    tx: Transaction,
    { form, write }: Opened,
    task: TaskRow,
    node: TaskNode,
    body: TaskActionBody,
  ): Promise<void> {
    const action = node.actions.find((candidate) => candidate.id === body.action);
    const demanded = action?.kind === 'return' ? [] : (node.required ?? []);
    const base = await this.records.find(write.platform, form, task.recordId, tx);
    if (!base) throw notFound();
    // A field that must be filled counts as touched, so that leaving it empty is refused.
    const required = Object.fromEntries(
      demanded
        .filter((id) => form.fields.some((field) => field.id === id))
        .map((id) => [id, base[id] ?? null]),
    );
    const sent = { ...required, ...body.values };
    if (Object.keys(sent).length === 0 && body.recordVersion === undefined) return;
    const narrowing: Narrowing = {
      editable: new Set(node.editable ?? []),
      required: new Set(demanded),
      hidden: new Set(node.hidden ?? []),
    };
    const mayRead = (await this.records.find(write.viewer, form, task.recordId, tx)) !== null;
    const asSeen: Write = { ...write, viewer: mayRead ? write.viewer : write.platform, narrowing };
    await this.records.update(asSeen, task.recordId, sent, { expected: body.recordVersion }, tx);
  }

  async #answer(tx: Transaction, caller: Caller, id: string): Promise<string> {
    const done = await this.tasks.find(tx, id, caller.userId);
    const [data] = done ? await this.views.show(caller, [done], { on: tx }) : [];
    return JSON.stringify({ data });
  }
}
