import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import type { Queryable } from '../platform/database/queryable.js';
import { type TaskRow, TaskStore } from './task.store.js';

/** Finds tasks for those who know where they stand, not their ids: a device on which they were foreseen. */
@Injectable()
export class TaskAtNode {
  constructor(private readonly tasks: TaskStore) {}

  /** The caller's open task of a record at a node; null where there is none. */
  find(
    on: Queryable,
    caller: Caller,
    at: Pick<TaskRow, 'app' | 'form' | 'recordId' | 'flow' | 'node'>,
  ): Promise<string | null> {
    return this.tasks.openAt(on, caller.userId, at);
  }

  /** Whether the task belongs to this record. */
  async isOf(
    on: Queryable,
    caller: Caller,
    task: string,
    { app, form, recordId }: Pick<TaskRow, 'app' | 'form' | 'recordId'>,
  ): Promise<boolean> {
    const found = await this.tasks.find(on, task, caller.userId);
    return found !== null && found.app === app && found.form === form && found.recordId === recordId;
  }
}
