import type { TaskData } from '@fieldwork/api-contract';
import { openActions } from '@fieldwork/flow-engine';
import type { Flow, TaskNode, Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { FlowRunner } from './flow-runner.js';
import type { TaskRow } from './task.store.js';

/** Tasks as a person is shown them: his own words come from the flow as pinned, titles with his own rights. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly runner: FlowRunner,
  ) {}

  /** `checksActions` leaves out the actions that are not open for the record now; it reads each record for that. */
  async show(
    caller: Caller,
    rows: readonly TaskRow[],
    options: { checksActions?: boolean; on?: Queryable } = {},
  ): Promise<TaskData[]> {
    const titles = await this.#titles(caller, rows, options.on);
    const shown: TaskData[] = [];
    for (const row of rows) {
      const flow = await this.registry.version<Flow>(row.app, 'flow', row.flow, row.flowVersion);
      const node = flow?.nodes.find((candidate) => candidate.id === row.node);
      if (!flow || node?.type !== 'task') continue;
      const data = dataOf(caller, row, flow, node, titles.get(row.recordId) ?? null);
      if (
        options.checksActions &&
        row.status === 'open' &&
        node.actions.some(({ when }) => when !== undefined)
      )
        data.actions = await this.#open(caller, row, flow, node);
      shown.push(data);
    }
    return shown;
  }

  /** The form as this person meets it in a task: with his rights, or, when he is not of the app, on his behalf. */
  async open(caller: Caller, row: Pick<TaskRow, 'app' | 'form'>): Promise<Opened> {
    if (canSeeApp(caller, row.app)) return this.gate.open(caller, row.app, row.form);
    return this.gate.openAsPlatform(row.app, row.form, caller.userId, { kind: 'person' });
  }

  async labelOf(row: TaskRow): Promise<Text> {
    const flow = await this.registry.version<Flow>(row.app, 'flow', row.flow, row.flowVersion);
    return flow?.nodes.find((node) => node.id === row.node)?.label ?? row.node;
  }

  async #open(caller: Caller, row: TaskRow, flow: Flow, node: TaskNode): Promise<TaskData['actions']> {
    const facts = await this.runner.factsOf(await this.open(caller, row), flow, row.recordId);
    return facts ? openActions(node, facts).map(actionData) : [];
  }

  async #titles(
    caller: Caller,
    rows: readonly TaskRow[],
    on: Queryable | undefined,
  ): Promise<Map<string, string | null>> {
    const titles = new Map<string, string | null>();
    const places = new Map(rows.map((row) => [`${row.app}/${row.form}`, row]));
    for (const [key, place] of places) {
      const app = canSeeApp(caller, place.app) ? await this.registry.find(place.app) : null;
      if (!app?.documents.forms.has(place.form)) continue;
      const { viewer, form } = await this.gate.open(caller, place.app, place.form);
      const ids = rows.filter((row) => `${row.app}/${row.form}` === key).map((row) => row.recordId);
      for (const [id, title] of await this.records.titles(viewer, form, ids, on)) titles.set(id, title);
    }
    return titles;
  }
}

function dataOf(caller: Caller, row: TaskRow, flow: Flow, node: TaskNode, title: string | null): TaskData {
  const isFree = row.claimedBy === null && row.isAssigned;
  return {
    id: row.id,
    app: row.app,
    form: row.form,
    flow: row.flow,
    flowLabel: flow.label,
    node: node.id,
    label: node.label,
    ...(node.help === undefined ? {} : { help: node.help }),
    record: { id: row.recordId, title },
    status: row.status,
    assignees: row.people,
    claimedBy: row.claimedBy,
    createdAt: row.createdAt,
    dueAt: row.dueAt,
    completedAt: row.completedAt,
    completedBy: row.completedBy,
    action: row.action,
    reason: row.reason,
    mine: row.status === 'open' && (isFree || row.claimedBy?.id === caller.userId),
    editable: node.editable ?? [],
    required: node.required ?? [],
    hidden: node.hidden ?? [],
    actions: node.actions.map(actionData),
  };
}

function actionData({ id, label, kind, reason }: TaskNode['actions'][number]): TaskData['actions'][number] {
  return { id, label, kind, reason: reason ?? 'none' };
}
