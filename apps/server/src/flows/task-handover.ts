import { localize, type People, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { EventBus } from '../events/event-bus.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { type PeopleContext, PeopleService } from '../records/people.service.js';
import type { RecordChanged } from '../records/record-events.js';
import { type OpenTaskRow, TaskStore } from './task.store.js';

/** Gives an open task to others: they are told, those who had it see it go, the record's timeline says so. */
@Injectable()
export class TaskHandover {
  constructor(
    private readonly people: PeopleService,
    private readonly tasks: TaskStore,
    private readonly history: HistoryService,
    private readonly notifications: NotificationService,
    private readonly events: EventBus,
  ) {}

  /** Nothing happens where nobody is found, or the same people. */
  async give(
    tx: Transaction,
    { app, form, id: recordId, by }: RecordChanged,
    task: OpenTaskRow,
    label: Text,
    to: readonly People[],
    context: PeopleContext,
  ): Promise<void> {
    const found = await this.people.resolve(tx, to, context);
    const before = new Set(task.assignees);
    if (found.length === 0 || (found.length === before.size && found.every((id) => before.has(id)))) return;
    if (!(await this.tasks.reassign(tx, task.id, found))) return;
    const people = await this.tasks.names(tx, found);
    const detail = {
      flow: task.flow,
      node: task.node,
      label: {
        'zh-CN': `任务“${localize(label, 'zh-CN')}”随记录转交`,
        en: `the task “${localize(label, 'en')}” went along with the record`,
      },
      assignees: people,
    };
    await this.history.append(tx, { app, form, recordId, kind: 'notice', by, detail });
    const fresh = found.filter((id) => !before.has(id) && id !== by);
    const title = { 'zh-CN': `待办：${localize(label, 'zh-CN')}`, en: `Task: ${localize(label, 'en')}` };
    const key = `task:${task.id}:${[...found].sort().join()}`;
    await this.notifications.notify(tx, fresh, {
      kind: 'task.assigned',
      title,
      link: { app, form, recordId },
      key,
    });
    const userIds = [...new Set([...found, ...task.assignees])];
    tx.afterCommit(() => this.events.publish({ topic: 'tasks', app, form, record: recordId, userIds }));
  }
}
