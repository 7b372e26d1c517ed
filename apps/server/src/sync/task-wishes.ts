import type { Wish } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { TaskAtNode } from '../flows/task-at-node.js';
import { TaskCompletion } from '../flows/task-completion.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, notFound, sentence } from '../platform/http/problem.js';
import { isOutrun, RecordWishes } from './record-wishes.js';
import { goneFields, type Outcome, type Wisher } from './wish-outcome.js';

type TaskWish = Extract<Wish, { name: 'task.act' }>;

const mostAttempts = 4;

/** Tasks done without signal: completed as everybody's are, their values merged before. */
@Injectable()
export class TaskWishes {
  constructor(
    private readonly tasks: TaskAtNode,
    private readonly completion: TaskCompletion,
    private readonly recordWishes: RecordWishes,
  ) {}

  async act(tx: Transaction, wisher: Wisher, wish: TaskWish): Promise<Outcome> {
    const recordId = wish.record.toLowerCase();
    await this.recordWishes.sees(tx, wisher, wish.form, recordId);
    const task = await this.#task(tx, wisher, wish);
    const { values: mine = {}, before = {} } = wish;
    const change = { form: wish.form, id: recordId, values: mine, before, isTask: true };
    const { action, reason } = wish;
    for (let attempt = 1; ; attempt++) {
      const merged = await this.recordWishes.merge(tx, wisher, change);
      const report = { device: wisher.report.device, happenedAt: merged.opened.write.platform.context.now };
      const written = { values: merged.values as never, recordVersion: merged.version };
      const body = { action, reason, ...(Object.keys(merged.values).length > 0 ? written : {}) };
      try {
        await tx.savepoint(() =>
          this.completion.complete(wisher.caller, task, body, undefined, { tx, report }),
        );
        return {
          conflicts: await this.recordWishes.note(tx, wisher, recordId, merged),
          issues: goneFields(merged.gone),
        };
      } catch (error) {
        if (!isOutrun(error) || attempt >= mostAttempts) throw error;
      }
    }
  }

  async #task(tx: Transaction, { caller, app }: Wisher, wish: TaskWish): Promise<string> {
    const { form, record, task, flow, node } = wish;
    const at = { app, form, recordId: record.toLowerCase() };
    if (task !== undefined) {
      if (!(await this.tasks.isOf(tx, caller, task, at))) throw notFound(noTask);
      return task;
    }
    const found = flow && node ? await this.tasks.find(tx, caller, { ...at, flow, node }) : null;
    if (found === null)
      throw conflict(
        sentence(
          '流程没有走到这一步，或任务已不归您',
          'The flow did not come to this step, or the task is not yours any more',
        ),
      );
    return found;
  }
}

const noTask = sentence('这条记录没有这个任务', 'The record has no such task');
