import { type Flow, type People, pathsIn, type TaskNode } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { type OpenTaskRow, TaskStore } from './task.store.js';
import { TaskHandover } from './task-handover.js';

/** An open task follows the field that names who does it: another engineer on the order is another one's task. */
@Injectable()
export class TaskFollower implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly events: RecordEvents,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly tasks: TaskStore,
    private readonly handover: TaskHandover,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'flow.handler_changed',
      (event) => this.#wants(event),
      (tx, event) => this.#follow(tx, event),
    );
  }

  async #wants({ app, form, kind, changes }: RecordChanged): Promise<boolean> {
    if (kind !== 'updated' || !changes) return false;
    const flows = [...((await this.registry.find(app))?.documents.flows.values() ?? [])];
    return flows.some(
      (flow) => flow.form === form && flow.nodes.some((node) => node.type === 'task' && names(node, changes)),
    );
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    const { app, form: formId, id, by, changes } = event;
    for (const task of await this.tasks.openOf(tx, app, formId, id)) {
      const flow = await this.registry.version<Flow>(app, 'flow', task.flow, task.flowVersion);
      const node = flow?.nodes.find((candidate) => candidate.id === task.node);
      if (node?.type !== 'task' || !names(node, changes ?? {})) continue;
      const source = { kind: 'flow', id: task.flow } as const;
      const { write, form } = await this.gate.openAsPlatform(app, formId, by, source);
      const values = await this.facts.read(tx, write.platform, form, id, pathsIn(node.assignee));
      if (values) await this.#reassign(tx, event, task, node, values);
    }
  }

  async #reassign(
    tx: Transaction,
    event: RecordChanged,
    task: OpenTaskRow,
    node: TaskNode,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const named = node.assignee.filter(({ by }) => by !== 'role');
    const context = { app: event.app, values, initiator: task.startedBy };
    await this.handover.give(tx, event, task, node.label, named, context);
  }
}

/** Whether a task is given to whom one of these fields names. */
function names({ assignee }: TaskNode, changes: Readonly<Record<string, unknown>>): boolean {
  return assignee.some(
    (one: People) => one.by === 'field' && Object.hasOwn(changes, one.field.split('.')[0] ?? ''),
  );
}
