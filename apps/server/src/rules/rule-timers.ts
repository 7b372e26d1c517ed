import { type Form, pathsIn, type Rule } from '@fieldwork/metadata';
import { timerOf } from '@fieldwork/rule-engine';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import type { Transaction } from '../platform/database/queryable.js';
import type { RecordChanged } from '../records/record-events.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { RuleRunner } from './rule-runner.js';
import { type Batch, RuleWaitingList, type Timer } from './rule-waiting-list.js';

const batchSize = 500;
const source = { kind: 'rule' } as const;

/** Time rules: a timer per rule and record, kept in the outbox, so a restart loses none and a late one is caught up. */
@Injectable()
export class RuleTimers implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly documents: DocumentEvents,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly waiting: RuleWaitingList,
    private readonly runner: RuleRunner,
  ) {}

  onModuleInit(): void {
    const { waiting } = this;
    this.documents.follow('rule.published', 'rule', async (tx, { app, id }) => {
      await waiting.next(tx, { app, rule: id, after: null });
    });
    waiting.onBatch((tx, batch) => this.#schedule(tx, batch));
    waiting.onTimer((tx, timer) => this.#fire(tx, timer));
  }

  /** Sets, moves or takes back the timers of a record after a change. */
  async follow(tx: Transaction, event: RecordChanged, rules: readonly Rule[]): Promise<void> {
    const touched = rules.filter((rule) => isTouched(rule, event));
    if (touched.length === 0) return;
    const { app, form, id: recordId } = event;
    for (const rule of touched) await this.#set(tx, { app, form, recordId }, rule);
  }

  async #set(
    tx: Transaction,
    at: { app: string; form: string; recordId: string },
    rule: Rule,
  ): Promise<void> {
    const moment = await this.#momentOf(tx, at, rule);
    await this.waiting.set(tx, { ...at, rule: rule.id }, moment);
  }

  async #momentOf(
    tx: Transaction,
    at: { app: string; form: string; recordId: string },
    rule: Rule,
  ): Promise<string | null> {
    const { form, viewer } = await this.gate.openAsPlatform(at.app, at.form, null, source);
    const values = await this.facts.read(tx, viewer, form, at.recordId, pathsIn(rule.trigger));
    if (!values || values.deleted_at !== null) return null;
    return timerOf(rule, { form, forms: viewer.documents.forms, values, context: viewer.context });
  }

  /** The record may have changed since the timer was set: then the change sets another, and this one is void. */
  async #fire(tx: Transaction, timer: Timer): Promise<void> {
    const rule = await this.#ruleOf(timer.app, timer.rule);
    if (!rule || rule.form !== timer.form) return;
    if ((await this.#momentOf(tx, timer, rule)) !== timer.moment) return;
    if (await this.waiting.hasRun(tx, timer)) return;
    await this.runner.run(tx, {
      ...timer,
      trigger: 'time',
      after: {},
      old: {},
      by: null,
      depth: 0,
      attempt: 1,
    });
  }

  async #schedule(tx: Transaction, batch: Batch): Promise<void> {
    const rule = await this.#ruleOf(batch.app, batch.rule);
    if (!rule || rule.enabled === false || rule.trigger.on !== 'time') return;
    const form = (await this.registry.app(batch.app)).documents.forms.get(rule.form) as Form;
    const place = { app: batch.app, form: form.id, field: rule.trigger.field };
    const ids = await this.waiting.records(tx, place, batch.after, batchSize);
    for (const recordId of ids) await this.#set(tx, { app: batch.app, form: form.id, recordId }, rule);
    const last = ids.at(-1);
    if (last !== undefined && ids.length === batchSize)
      await this.waiting.next(tx, { ...batch, after: last });
  }

  async #ruleOf(app: string, rule: string): Promise<Rule | undefined> {
    return (await this.registry.find(app))?.documents.rules.get(rule);
  }
}

/** Whether the change may move the rule's moment. */
export function isTouched({ trigger }: Rule, { kind, changes }: RecordChanged): boolean {
  if (trigger.on !== 'time') return false;
  if (kind !== 'updated' || trigger.field === 'updated_at') return true;
  return Object.hasOwn(changes ?? {}, trigger.field);
}
