import type { ExpressionJson, Rule } from '@fieldwork/metadata';
import { nextMoment } from '@fieldwork/rule-engine';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { RuleRunner } from './rule-runner.js';
import { RuleWaitingList, type ScheduleBatch, type ScheduledMoment } from './rule-waiting-list.js';

const batchSize = 100;
const source = { kind: 'rule' } as const;

/**
 * Rules that run by schedule: one timer per rule, kept in the outbox. When it is due the next one is set, and every
 * record that the condition matches is looked at in batches. After a downtime the missed moments are made up for once.
 */
@Injectable()
export class RuleSchedules implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly documents: DocumentEvents,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly waiting: RuleWaitingList,
    private readonly runner: RuleRunner,
  ) {}

  onModuleInit(): void {
    this.documents.follow('rule.schedule_published', 'rule', (tx, { app, id }) => this.#plan(tx, app, id));
    this.waiting.onPlan((tx, { app, rule }) => this.#plan(tx, app, rule));
    this.waiting.onMoment((tx, due) => this.#begin(tx, due));
    this.waiting.onScheduleBatch((tx, batch) => this.#run(tx, batch));
  }

  async #plan(tx: Transaction, app: string, id: string): Promise<void> {
    const rule = await this.#ruleOf(app, id);
    if (!rule) return this.waiting.cancelMoment(tx, { app, rule: id });
    const { viewer } = await this.gate.openAsPlatform(app, rule.form, null, source);
    const { timeZone } = viewer.context;
    const moment = nextMoment(rule.trigger.schedule, await this.waiting.now(tx), timeZone);
    await this.waiting.setMoment(tx, { app, rule: id, moment });
  }

  async #begin(tx: Transaction, { app, rule, moment }: ScheduledMoment): Promise<void> {
    if (!(await this.#ruleOf(app, rule))) return;
    await this.waiting.nextScheduleBatch(tx, { app, rule, moment, after: null });
    // In a transaction of its own: the row of this moment still holds the key of the rule's timer.
    await this.waiting.planAgain(tx, { app, rule });
  }

  async #run(tx: Transaction, batch: ScheduleBatch): Promise<void> {
    const { app, moment, after } = batch;
    const rule = await this.#ruleOf(app, batch.rule);
    if (!rule) return;
    const { form, viewer } = await this.gate.openAsPlatform(app, rule.form, null, source);
    const narrowed = [
      ownConditions(rule.condition),
      ...(after === null ? [] : [{ '>': [{ var: 'id' }, after] }]),
    ];
    const page = {
      page: 1,
      pageSize: batchSize,
      sort: ['id'],
      fields: ['id'],
      count: 'none' as const,
      deleted: 'no' as const,
    };
    const { json } = await this.records.list(viewer, form, { ...page, filter: { and: narrowed } });
    const ids = (JSON.parse(json) as { id: string }[]).map(({ id }) => id);
    for (const recordId of ids)
      await this.runner.run(tx, {
        app,
        form: form.id,
        recordId,
        rule: rule.id,
        trigger: 'schedule',
        moment,
        after: {},
        old: {},
        by: null,
        depth: 0,
        attempt: 1,
      });
    const last = ids.at(-1);
    if (last !== undefined && ids.length === batchSize)
      await this.waiting.nextScheduleBatch(tx, { ...batch, after: last });
  }

  async #ruleOf(app: string, id: string): Promise<ScheduledRule | null> {
    const rule = (await this.registry.find(app))?.documents.rules.get(id);
    return rule && rule.enabled !== false && rule.trigger.on === 'schedule' ? (rule as ScheduledRule) : null;
  }
}

type ScheduledRule = Rule & { trigger: Extract<Rule['trigger'], { on: 'schedule' }> };

/** The parts of a condition that the list can narrow by; figures over other records are looked at per record. */
function ownConditions(condition: Rule['condition']): ExpressionJson {
  if (condition === undefined) return true;
  const parts = (condition as { and?: ExpressionJson[] })?.and;
  const own = (Array.isArray(parts) ? parts : [condition]).filter(
    (part) => !JSON.stringify(part).includes('"figure.'),
  );
  return own.length === 0 ? true : { and: own };
}
