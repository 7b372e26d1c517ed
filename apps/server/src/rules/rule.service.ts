import type { Rule } from '@fieldwork/metadata';
import { matches } from '@fieldwork/rule-engine';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { PublishedApp } from '../metadata/published-app.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { lateOf, type RecordChanged, RecordEvents } from '../records/record-events.js';
import type { RuleCall } from './rule-call.js';
import { type LoggedRun, RuleRunStore, type RunSearch } from './rule-run.store.js';
import { RuleRunner } from './rule-runner.js';
import { isTouched, RuleTimers } from './rule-timers.js';

/** Rules follow the changes of records. */
@Injectable()
export class RuleService implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly events: RecordEvents,
    private readonly outbox: Outbox,
    private readonly runner: RuleRunner,
    private readonly timers: RuleTimers,
    private readonly runs: RuleRunStore,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'rule.record_changed',
      async (event) =>
        rulesOf(await this.registry.find(event.app), event.form).some(
          (rule) => matches(rule, event) || isTouched(rule, event),
        ),
      (tx, event) => this.#follow(tx, event),
    );
    this.outbox.on<RuleCall>('rule.run', (tx, { payload }) => this.runner.run(tx, payload));
  }

  /** The log of a rule, newest first. */
  async list(app: string, rule: string, search: RunSearch): Promise<LoggedRun[]> {
    await this.registry.app(app);
    return this.runs.list(app, rule, search);
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    const rules = rulesOf(await this.registry.find(event.app), event.form);
    await this.timers.follow(tx, event, rules);
    for (const rule of rules.filter((candidate) => matches(candidate, event)))
      await this.runner.run(tx, callOf(rule, event));
  }
}

const known = new WeakMap<PublishedApp, Map<string, Rule[]>>();

/** The rules of a form in the order of their ids, so that they always run in the same order. */
function rulesOf(app: PublishedApp | null, form: string): readonly Rule[] {
  if (!app) return [];
  let byForm = known.get(app);
  if (!byForm) {
    byForm = new Map();
    for (const rule of [...app.documents.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)))
      byForm.set(rule.form, [...(byForm.get(rule.form) ?? []), rule]);
    known.set(app, byForm);
  }
  return byForm.get(form) ?? [];
}

function callOf(rule: Rule, event: RecordChanged): RuleCall {
  const changes = Object.entries(event.kind === 'updated' ? (event.changes ?? {}) : {});
  return {
    app: event.app,
    form: event.form,
    recordId: event.id,
    rule: rule.id,
    trigger: rule.trigger.on,
    moment: null,
    old: Object.fromEntries(changes.map(([field, [before]]) => [field, before])),
    after: Object.fromEntries(changes.map(([field, [, after]]) => [field, after])),
    by: event.by,
    depth: event.source?.depth ?? 0,
    ...lateOf(event.source),
    attempt: 1,
  };
}
