import type { Wish } from '@fieldwork/api-contract';
import { programOf } from '@fieldwork/form-engine';
import { Injectable } from '@nestjs/common';
import { TaskAtNode } from '../flows/task-at-node.js';
import { TaskCompletion } from '../flows/task-completion.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, notFound, Problem, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { narrowingOf } from '../records/record-narrowing.js';
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
    private readonly records: RecordService,
    private readonly recordWishes: RecordWishes,
    private readonly gate: RecordGate,
  ) {}

  async act(tx: Transaction, wisher: Wisher, wish: TaskWish): Promise<Outcome> {
    const task = await this.#task(tx, wisher, wish);
    const recordId = wish.record.toLowerCase();
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

  /** What was filled in with a task that is gone, as a change of the record, where his rights allow it. */
  async offer(tx: Transaction, { caller, app }: Wisher, wish: TaskWish): Promise<Wish | null> {
    if (Object.keys(wish.values ?? {}).length === 0) return null;
    try {
      const { form, viewer, write } = await this.gate.open(caller, app, wish.form);
      const base = await this.records.demand(write, wish.record, 'update', tx);
      if (base.deleted_at !== null) return null;
      const { types } = programOf(form, viewer.documents.forms);
      const scope = { types, values: base, context: viewer.context };
      const { readOnly } = narrowingOf(viewer.policy(form.id), form, 'update', scope);
      const open = Object.entries(wish.values ?? {}).filter(
        ([id]) => form.fields.some((field) => field.id === id) && !readOnly?.has(id),
      );
      if (open.length === 0) return null;
      const before = Object.fromEntries(open.map(([id]) => [id, wish.before?.[id] ?? null]));
      const values = Object.fromEntries(open);
      return {
        name: 'record.change',
        form: wish.form,
        id: wish.record,
        values,
        before,
        version: Number(base.version),
      };
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
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
