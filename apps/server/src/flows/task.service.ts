import type { PulledTask, TaskData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { forbidden, notFound, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { ClaimLimits } from './claim-limits.js';
import { type TaskSearch, TaskStore } from './task.store.js';
import { TaskViews } from './task-views.js';

const mostTaken = 500;
type Place = Pick<TaskSearch, 'app' | 'form' | 'record'>;

/** Tasks to be seen: one's own, and those of records one may read. */
@Injectable()
export class TaskService {
  constructor(
    private readonly tasks: TaskStore,
    private readonly views: TaskViews,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly limits: ClaimLimits,
  ) {}

  async list(caller: Caller, search: TaskSearch): Promise<{ data: TaskData[]; total: number }> {
    if (!search.mine) await this.#refuseStranger(caller, search);
    const { rows, total } = await this.tasks.list(caller.userId, search);
    const data = await this.views.show(caller, rows, { checksActions: search.record !== null });
    return { data, total };
  }

  /** What waits for somebody to take it, as far as the caller suits; the first to end comes first. */
  async claimable(caller: Caller, { app, form, record }: Place): Promise<TaskData[]> {
    const search = { status: 'open' as const, mine: true, app, form, record, limit: mostTaken, offset: 0 };
    const { rows } = await this.tasks.list(caller.userId, search);
    return this.views.show(caller, await this.limits.open(this.tasks.database, caller, rows));
  }

  /** The caller's open tasks in an app, each with the version of the flow that it is pinned to. */
  async takenAlong(caller: Caller, app: string): Promise<PulledTask[]> {
    const search = { status: 'open' as const, mine: true, app, form: null, record: null };
    const { rows } = await this.tasks.list(caller.userId, { ...search, limit: mostTaken, offset: 0 });
    const versions = new Map(rows.map((row) => [row.id, row.flowVersion]));
    const data = await this.views.show(caller, rows);
    return data.map((task) => ({ ...task, version: versions.get(task.id) ?? 1 }));
  }

  count(caller: Caller): Promise<{ open: number; overdue: number }> {
    return this.tasks.countOpen(caller.userId);
  }

  async get(caller: Caller, id: string): Promise<TaskData> {
    const row = await this.tasks.find(this.tasks.database, id, caller.userId);
    if (!row) throw notFound();
    const [data] = await this.views.show(caller, [row], { checksActions: true });
    const isOwn = row.isAssigned || [row.claimedBy?.id, row.completedBy?.id].includes(caller.userId);
    // Whoever may read the record may know who has it in hand.
    if (!data || (!isOwn && !caller.isBuilder && !(await this.#mayRead(caller, row)))) throw notFound();
    return data;
  }

  /** Other people's tasks are listed to builders, and to whoever may read the record. */
  async #refuseStranger(caller: Caller, { app, form, record }: TaskSearch): Promise<void> {
    if (caller.isBuilder) return;
    if (app === null || form === null || record === null)
      throw forbidden(
        sentence('请指明 app、form 和 record', 'Name the app, the form and the record for tasks of others'),
      );
    if (!(await this.#mayRead(caller, { app, form, recordId: record }))) throw forbidden();
  }

  async #mayRead(caller: Caller, at: { app: string; form: string; recordId: string }): Promise<boolean> {
    const { viewer, form } = await this.gate.open(caller, at.app, at.form);
    return (await this.records.find(viewer, form, at.recordId)) !== null;
  }
}
