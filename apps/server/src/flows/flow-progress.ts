import type { FlowProgress, RecordReference } from '@fieldwork/api-contract';
import { ExpressionError, evaluateCondition } from '@fieldwork/expression';
import { exitsOf, type Facts, type Flow, type FlowNode, factScope, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import type { Opened } from '../records/record-gate.js';
import { FlowRunner } from './flow-runner.js';
import { type Instance, InstanceStore, type StoredStep } from './instance.store.js';
import { TaskStore } from './task.store.js';
import { TaskViews } from './task-views.js';

/** A record's way through its flows: what was passed, who did what, what lies ahead. */
@Injectable()
export class FlowProgressService {
  constructor(
    private readonly instances: InstanceStore,
    private readonly tasks: TaskStore,
    private readonly views: TaskViews,
    private readonly records: RecordService,
    private readonly runner: FlowRunner,
  ) {}

  /** For whoever may read the record, or has a task in it. */
  async of(caller: Caller, app: string, formId: string, recordId: string): Promise<FlowProgress[]> {
    const opened = await this.views.open(caller, { app, form: formId });
    const { viewer, form } = opened;
    const mine = {
      status: 'open',
      mine: true,
      app,
      form: formId,
      record: recordId,
      limit: 1,
      offset: 0,
    } as const;
    const maySee =
      (await this.records.find(viewer, form, recordId)) !== null ||
      (await this.tasks.list(caller.userId, mine)).total > 0;
    if (!maySee) throw notFound();
    const instances = await this.instances.ofRecord(app, formId, recordId);
    const people = instances.flatMap(({ steps }) => steps.flatMap(({ by }) => by ?? []));
    const names = await this.tasks.names(this.tasks.database, [...new Set(people)]);
    const byId = new Map(names.map((person) => [person.id, person]));
    return Promise.all(instances.map((instance) => this.#progress(opened, instance, byId)));
  }

  async #progress(
    opened: Opened,
    instance: Instance & { steps: StoredStep[] },
    people: ReadonlyMap<string, RecordReference>,
  ): Promise<FlowProgress> {
    const flow = await this.runner.pinned(instance.app, instance.flow, instance.flowVersion);
    const isRunning = instance.status === 'running';
    const facts = isRunning ? await this.runner.factsOf(opened, flow, instance.recordId) : null;
    return {
      instance: instance.id,
      flow: instance.flow,
      label: flow.label,
      version: instance.flowVersion,
      status: instance.status,
      startedAt: instance.startedAt,
      steps: withTakenBack(flow, instance.steps).map(([step, isTakenBack]) => ({
        ...stepData(flow, step, people),
        isTakenBack,
      })),
      ahead: ahead(flow, instance.state.tokens[0]?.node, facts),
    };
  }
}

/** A return takes back all that was done since the flow was last where it leads to. */
function withTakenBack(flow: Flow, steps: readonly StoredStep[]): [StoredStep, boolean][] {
  const told: [StoredStep, boolean][] = [];
  for (const step of steps) {
    told.push([step, false]);
    const node = flow.nodes.find(({ id }) => id === step.node);
    const done = node?.type === 'task' ? node.actions.find(({ id }) => id === step.action) : undefined;
    if (done?.kind !== 'return') continue;
    const from = told.findLastIndex(([{ node: id }]) => id === done.next);
    for (let at = from < 0 ? told.length - 1 : from; at < told.length; at++)
      told[at] = [(told[at] as [StoredStep, boolean])[0], true];
  }
  return told;
}

function stepData(
  flow: Flow,
  step: StoredStep,
  people: ReadonlyMap<string, RecordReference>,
): Omit<FlowProgress['steps'][number], 'isTakenBack'> {
  const { seq, node: id, type, enteredAt, leftAt, action, reason } = step;
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const actions = node?.type === 'task' ? node.actions : [];
  return {
    seq,
    node: id,
    type,
    label: node?.label ?? id,
    enteredAt,
    leftAt,
    by: step.by === null ? null : (people.get(step.by) ?? { id: step.by, title: null }),
    action,
    actionLabel: actions.find((candidate) => candidate.id === action)?.label ?? null,
    reason,
  };
}

/**
 * Tasks and the end on the way from here, as the record stands now: forward, never back. Where nothing is known of
 * the record any more, the way without a condition.
 */
function ahead(flow: Flow, from: string | undefined, facts: Facts | null): { node: string; label: Text }[] {
  const found: { node: string; label: Text }[] = [];
  const seen = new Set<string>();
  let at = flow.nodes.find((node) => node.id === from);
  while (at && !seen.has(at.id)) {
    seen.add(at.id);
    if (at.id !== from && (at.type === 'task' || at.type === 'end'))
      found.push({ node: at.id, label: at.label });
    const next = nextOf(at, facts);
    at = flow.nodes.find((node) => node.id === next);
  }
  return found;
}

function nextOf(node: FlowNode, facts: Facts | null): string | undefined {
  if (node.type !== 'condition') return exitsOf(node).find(({ kind }) => kind !== 'return')?.next;
  return node.branches.find(({ when }) => facts && holds(when, facts))?.next ?? node.otherwise;
}

function holds(when: unknown, facts: Facts): boolean {
  try {
    return evaluateCondition(when as never, factScope(facts)) === true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
