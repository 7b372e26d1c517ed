import type { TaskData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { EventBus } from '../events/event-bus.js';
import type { Caller } from '../identity/caller.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, notFound, sentence } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { ClaimLimits } from './claim-limits.js';
import { type TaskRow, TaskStore } from './task.store.js';
import { refuseClosed, refuseOthers } from './task-refusals.js';
import { TaskViews } from './task-views.js';

/** One of several takes a task for himself, or gives it back to them. */
@Injectable()
export class TaskClaims {
  constructor(
    private readonly tasks: TaskStore,
    private readonly views: TaskViews,
    private readonly history: HistoryService,
    private readonly events: EventBus,
    private readonly limits: ClaimLimits,
    private readonly repeats: Repeats,
  ) {}

  /** The same idempotency key acts once: sent again when the task is long done, it is no second claim. */
  async claim(caller: Caller, id: string, repeatable?: Repeatable): Promise<TaskData> {
    await this.#once(`task/${id}`, repeatable, async (tx) => {
      const task = await this.#find(tx, caller, id);
      refuseOthers(caller, task);
      if (task.claimedBy?.id === caller.userId && task.status === 'open') return;
      if (task.status === 'open' && !task.claimedBy) await this.limits.demand(tx, caller, task);
      if (await this.tasks.claim(tx, id, caller.userId)) {
        await this.limits.follow(tx, caller, task, true);
        return this.#note(tx, caller, task, 'claimed');
      }
      refuseClosed(caller, await this.#find(tx, caller, id));
      throw conflict(sentence('任务已被领取', 'The task has been taken'));
    });
    return this.#show(caller, id);
  }

  /** By the one who has it, or by a builder when he does not come back. */
  async release(caller: Caller, id: string, repeatable?: Repeatable): Promise<TaskData> {
    await this.#once(`task/${id}`, repeatable, async (tx) => {
      const task = await this.#find(tx, caller, id);
      if (!caller.isBuilder) refuseClosed(caller, task);
      if (!(await this.tasks.release(tx, id)))
        throw conflict(sentence('任务已经办理', 'The task has been done already'));
      if (!task.claimedBy) return;
      await this.limits.follow(tx, caller, task, false);
      await this.#note(tx, caller, task, 'released');
    });
    return this.#show(caller, id);
  }

  async #once(
    target: string,
    repeatable: Repeatable | undefined,
    work: (tx: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.repeats.orFirst(target, repeatable, () =>
      this.tasks.database.transaction(async (tx) => {
        const first = repeatable ? await this.repeats.first(target, repeatable, tx) : null;
        if (first !== null) return first;
        await work(tx);
        if (repeatable) await this.repeats.remember(tx, target, repeatable, 200, 'null');
        return 'null';
      }),
    );
  }

  async #find(tx: Transaction, caller: Caller, id: string): Promise<TaskRow> {
    const task = await this.tasks.find(tx, id, caller.userId);
    if (!task) throw notFound();
    return task;
  }

  async #show(caller: Caller, id: string): Promise<TaskData> {
    const row = await this.tasks.find(this.tasks.database, id, caller.userId);
    const [data] = row ? await this.views.show(caller, [row]) : [];
    if (!data) throw notFound();
    return data;
  }

  async #note(tx: Transaction, caller: Caller, task: TaskRow, event: 'claimed' | 'released'): Promise<void> {
    const { app, form, recordId, flow, node } = task;
    const label = await this.views.labelOf(task);
    const detail = { flow, node, label, event };
    await this.history.append(tx, { app, form, recordId, kind: 'task', by: caller.userId, detail });
    const userIds = task.people.map(({ id }) => id);
    tx.afterCommit(() => this.events.publish({ topic: 'tasks', app, form, record: recordId, userIds }));
  }
}
