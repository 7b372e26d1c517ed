import type { FlowEffect } from '@fieldwork/flow-engine';
import { localize, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { PeopleService } from '../records/people.service.js';
import type { FlowRun, Handover } from './flow-run.js';
import { InstanceStore } from './instance.store.js';
import { TaskStore } from './task.store.js';

type OpenTask = Extract<FlowEffect, { type: 'open_task' }>;

/** Gives tasks to people and tells them. A task for whom nobody is found goes to those who look after apps. */
@Injectable()
export class TaskOpener {
  constructor(
    private readonly people: PeopleService,
    private readonly tasks: TaskStore,
    private readonly instances: InstanceStore,
    private readonly notifications: NotificationService,
    private readonly events: EventBus,
  ) {}

  async open(tx: Transaction, effect: OpenTask, run: FlowRun): Promise<Handover> {
    const { app, form, recordId, startedBy, id: instanceId, flow } = run.instance;
    const context = { app, values: run.values, initiator: startedBy };
    const settled = await this.people.settle(tx, effect.assignee, context);
    const named = settled.people.filter((one) => one.by !== 'role');
    const roles = settled.people.flatMap((one) => (one.by === 'role' ? [one.role] : []));
    const direct = await this.people.resolve(tx, named, context);
    const found = await this.people.resolve(tx, settled.people, context);
    const isFallback = found.length === 0;
    const everyone = isFallback ? await this.people.builders(tx) : found;
    await this.tasks.open(tx, {
      id: effect.task,
      instanceId,
      app,
      form,
      recordId,
      flow,
      node: effect.node,
      assignees: isFallback ? everyone : direct,
      roleKeys: roles.map((role) => `${app}/${role}`),
      isFallback,
      dueAt: effect.dueAt,
    });
    if (isFallback) await this.instances.remark(tx, instanceId, effect.node, { nobodyFound: true });
    const unmatched = this.#labelsOf(run, settled.withoutResult);
    const label = run.flow.nodes.find((node) => node.id === effect.node)?.label ?? effect.node;
    await this.#tell(tx, run, effect.task, label, everyone);
    return { node: effect.node, label, people: await this.tasks.names(tx, everyone), isFallback, unmatched };
  }

  #labelsOf(run: FlowRun, matchings: readonly string[]): Text[] {
    return matchings.map((id) => run.opened.app.documents.matchings.get(id)?.label ?? id);
  }

  /** Open pages of these people read their tasks anew. */
  changed(tx: Transaction, run: Pick<FlowRun, 'instance'>, userIds: readonly string[]): void {
    if (userIds.length === 0) return;
    const { app, form, recordId } = run.instance;
    tx.afterCommit(() => this.events.publish({ topic: 'tasks', app, form, record: recordId, userIds }));
  }

  async #tell(
    tx: Transaction,
    run: FlowRun,
    task: string,
    label: Text,
    people: readonly string[],
  ): Promise<void> {
    const { app, form, recordId } = run.instance;
    const title = { 'zh-CN': `待办：${localize(label, 'zh-CN')}`, en: `Task: ${localize(label, 'en')}` };
    // What the record is called, its reader finds behind the link, by his own rights.
    const others = people.filter((id) => id !== run.by);
    const link = { app, form, recordId };
    const message = { kind: 'task.assigned', title, link, key: `task:${task}` };
    await this.notifications.notify(tx, others, message);
    this.changed(tx, run, people);
  }
}
