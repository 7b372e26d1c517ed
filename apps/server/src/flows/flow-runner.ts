import { ExpressionError, evaluateCondition } from '@fieldwork/expression';
import {
  type Advance,
  advance,
  type FlowContext,
  type FlowEvent,
  type Outcome,
  startFlow,
} from '@fieldwork/flow-engine';
import type { Values } from '@fieldwork/form-engine';
import { type Facts, type Flow, factScope, pathsWithTables } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { versionKey } from '../metadata/published-app.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, invalid, notFound, sentence } from '../platform/http/problem.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { uuidv7 } from '../platform/uuid.js';
import { RecordFacts, settler } from '../records/record-facts.js';
import type { Opened } from '../records/record-gate.js';
import { FlowPerformer } from './flow-performer.js';
import type { FlowRun } from './flow-run.js';
import { type Instance, InstanceStore } from './instance.store.js';

export interface Start {
  flow: Flow;
  recordId: string;
  by: string | null;
  depth: number;
  /** Set off by the record's creation: once per record. */
  isAutomatic: boolean;
}
export interface Going {
  instance: Instance;
  flow: Flow;
  opened: Opened;
  by: string | null;
  depth: number;
}

/** Runs flows: asks the engine and performs its answer, all in the caller's transaction. */
@Injectable()
export class FlowRunner {
  constructor(
    private readonly registry: AppRegistry,
    private readonly facts: RecordFacts,
    private readonly instances: InstanceStore,
    private readonly performer: FlowPerformer,
    private readonly outbox: Outbox,
    private readonly history: HistoryService,
  ) {}

  /** The flow as the instance began with it, whatever was published since. */
  async pinned(app: string, flow: string, version: number): Promise<Flow> {
    const document = await this.registry.version<Flow>(app, 'flow', flow, version);
    if (!document) throw notFound(sentence('流程版本已不存在', 'This version of the flow is gone'));
    return document;
  }

  /** The instance, for this transaction alone. */
  lock(tx: Transaction, instance: string): Promise<Instance | null> {
    return this.instances.lock(tx, instance);
  }

  /** Begins an instance; null where the flow is not for this record now, or has begun already. */
  async start(tx: Transaction, opened: Opened, start: Start): Promise<string | null> {
    const { flow, recordId, by, depth, isAutomatic } = start;
    const paths = pathsWithTables(flow, opened.viewer.documents.decision_tables);
    const values = await this.facts.read(
      tx,
      opened.write.platform,
      opened.form,
      recordId,
      paths,
      flow.figures,
    );
    if (!values || values.deleted_at !== null) return null;
    const context = contextOf(opened, flow, values);
    const { when } = flow.trigger;
    if (when !== undefined && !evaluateCondition(when as never, factScope(context))) return null;
    const begun = accepted(() => startFlow(flow, context));
    const instance = {
      id: uuidv7(),
      app: opened.app.id,
      flow: flow.id,
      flowVersion: opened.app.versions.get(versionKey('flow', flow.id)) ?? 1,
      form: opened.form.id,
      recordId,
      status: begun.state.status,
      state: begun.state,
      isAutomatic,
      startedBy: by,
    };
    if (!(await this.instances.insert(tx, instance))) return null;
    await this.#perform(tx, { instance, flow, opened, by, depth, values, paths }, begun, null);
    return instance.id;
  }

  /** What an event does to an instance that this transaction has locked. `input`: what the person wrote with it. */
  async advance(
    tx: Transaction,
    going: Going,
    event: FlowEvent,
    input: Record<string, unknown> | null,
  ): Promise<Advance> {
    const { instance, flow, opened } = going;
    const paths = pathsWithTables(flow, opened.viewer.documents.decision_tables);
    const values = await this.facts.read(
      tx,
      opened.write.platform,
      opened.form,
      instance.recordId,
      paths,
      flow.figures,
    );
    if (!values) throw notFound();
    const went = accepted(() => advance(flow, instance.state, event, contextOf(opened, flow, values)));
    if (!(await this.instances.save(tx, instance, went.state)))
      throw conflict(sentence('流程已由他人推进', 'Somebody else has advanced the flow'));
    await this.#perform(tx, { ...going, values, paths }, went, input);
    return went;
  }

  /** Flows and rules set one another off without end: this one does not begin, and the timeline says so. */
  noteCut(tx: Transaction, { app, form }: Opened, flow: Flow, recordId: string): Promise<void> {
    const detail = { flow: flow.id, label: flow.label, event: 'cut' };
    const about = { app: app.id, form: form.id, recordId, kind: 'flow' as const, by: null, detail };
    return this.history.append(tx, about);
  }

  /** Whether `when` holds of each action is known only with the facts at hand. */
  async factsOf(opened: Opened, flow: Flow, recordId: string): Promise<Facts | null> {
    const { platform } = opened.write;
    const database = this.instances.database;
    const values = await this.facts.read(
      database,
      platform,
      opened.form,
      recordId,
      pathsWithTables(flow, opened.viewer.documents.decision_tables),
      flow.figures,
    );
    return values && contextOf(opened, flow, values);
  }

  async #perform(
    tx: Transaction,
    run: FlowRun,
    went: Advance,
    input: Record<string, unknown> | null,
  ): Promise<void> {
    await this.performer.perform(tx, run, went, input);
    tx.afterCommit(() => this.outbox.wake());
  }
}

function contextOf({ form, viewer, write }: Opened, { figures }: Flow, values: Values): FlowContext {
  const { forms, decision_tables: tables } = viewer.documents;
  const facts = { form, forms, tables, values, context: write.platform.context, figures };
  return { ...facts, newId: uuidv7, settle: settler(form, viewer) };
}

function accepted(ask: () => Outcome): Advance {
  const outcome = asked(ask);
  if (!('issues' in outcome)) return outcome;
  const isOver = outcome.issues.some(({ code }) => code === 'no_such_task' || code === 'not_running');
  throw isOver
    ? conflict(sentence('任务已经办理', 'The task has been done already'), outcome.issues)
    : invalid(outcome.issues);
}

/** An old version of a flow may read a field that its form no longer has. */
function asked(ask: () => Outcome): Outcome {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw conflict(
      sentence('此流程版本与当前表单不符', 'This version of the flow no longer fits the form'),
      error.issues,
    );
  }
}
