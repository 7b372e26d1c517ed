import { ExpressionError } from '@fieldwork/expression';
import { pathsWithTables, type Rule } from '@fieldwork/metadata';
import { runRule } from '@fieldwork/rule-engine';
import { Injectable, Logger } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { versionKey } from '../metadata/published-app.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { RecordFacts, settler } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import type { RuleCall } from './rule-call.js';
import { type Decision, RuleEffects } from './rule-effects.js';
import { type RuleRun, RuleRunStore } from './rule-run.store.js';

const mostDeep = 8;
const mostAttempts = 6;

/** The log has this run already; what was done a second time goes back with the savepoint. */
class RanElsewhere extends Error {}

/** Runs rules: each in a savepoint of its own, so that one that fails does not undo the others. */
@Injectable()
export class RuleRunner {
  readonly #log = new Logger('Rules');

  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly runs: RuleRunStore,
    private readonly effects: RuleEffects,
    private readonly outbox: OutboxStore,
  ) {}

  /** Runs the rule as it is published now; a failure is logged and, where that may help, tried again later. */
  async run(tx: Transaction, call: RuleCall): Promise<void> {
    const app = await this.registry.find(call.app);
    const rule = app?.documents.rules.get(call.rule);
    if (!app || !rule || rule.enabled === false || rule.form !== call.form) return;
    const version = app.versions.get(versionKey('rule', rule.id)) ?? 0;
    const log = runOf(call, version);
    if (call.depth >= mostDeep) {
      const error = `Rules set off one another ${call.depth} times in a row; the chain was cut here`;
      await this.runs.add(tx, { ...log, outcome: 'failed', error });
      return;
    }
    try {
      await tx.savepoint(() => this.#run(tx, rule, call, log));
    } catch (error) {
      if (!(error instanceof RanElsewhere)) await this.#failed(tx, call, log, error as Error);
    }
  }

  async #run(tx: Transaction, rule: Rule, call: RuleCall, log: RuleRun): Promise<void> {
    const outcome = await this.#decide(tx, rule, call);
    if (outcome === null) return;
    const { fired, seen } = outcome;
    if (!fired) {
      // A schedule looks at many records that it has nothing to do with.
      if (call.trigger !== 'schedule') await this.runs.add(tx, { ...log, outcome: 'skipped', seen });
      return;
    }
    if (call.moment !== null && (await this.runs.hasRun(tx, call.app, rule.id, call.recordId, call.moment)))
      return;
    const actions = await this.effects.perform(tx, rule, call, outcome);
    // Of two runs for one moment at the same time the second waits here for the first, and is undone.
    if (!(await this.runs.add(tx, { ...log, outcome: 'fired', seen, actions }))) throw new RanElsewhere();
  }

  async #decide(tx: Transaction, rule: Rule, call: RuleCall): Promise<Decision | null> {
    const source = { kind: 'rule', id: rule.id, depth: call.depth } as const;
    const { form, viewer } = await this.gate.openAsPlatform(call.app, call.form, null, source);
    const { forms, decision_tables: tables } = viewer.documents;
    const paths = pathsWithTables(rule, tables);
    const read = await this.facts.read(tx, viewer, form, call.recordId, paths, rule.figures);
    if (!read || (read.deleted_at !== null && call.trigger !== 'deleted')) return null;
    const reread = Object.keys(call.after).length > 0;
    // What the change wrote counts, whatever was written since: a rule for closing runs though it was reopened.
    const values = reread
      ? await this.facts.complete(tx, viewer, form, { ...read, ...call.after }, paths, rule.figures)
      : read;
    const old = await this.facts.complete(tx, viewer, form, { ...values, ...call.old }, paths);
    const context = { ...viewer.context, now: call.happenedAt ?? (await this.runs.now(tx)) };
    const settle = settler(form, viewer);
    const { figures } = rule;
    const facts = { form, forms, tables, values, old, context, figures, settle };
    return { ...runRule(rule, facts), values };
  }

  async #failed(tx: Transaction, call: RuleCall, log: RuleRun, error: Error): Promise<void> {
    this.#log.warn(`${call.app}/${call.rule} failed (${call.attempt}): ${error.message}`);
    await this.runs.add(tx, { ...log, outcome: 'failed', error: explain(error).slice(0, 2000) });
    if (isFinal(error) || call.attempt >= mostAttempts) return;
    const waitMs = 1000 * 4 ** (call.attempt - 1);
    const dueAt = new Date(Date.parse(await this.runs.now(tx)) + waitMs);
    await this.outbox.enqueue(tx, 'rule.run', { ...call, attempt: call.attempt + 1 }, { dueAt });
  }
}

function runOf(call: RuleCall, ruleVersion: number): RuleRun {
  const { app, rule, form, recordId, trigger, moment, depth } = call;
  return {
    app,
    rule,
    ruleVersion,
    form,
    recordId,
    trigger,
    moment,
    depth,
    outcome: 'skipped',
    seen: {},
    actions: [],
    error: null,
  };
}

/** Values that are not acceptable stay so however often they are written. */
function isFinal(error: Error): boolean {
  return error instanceof ExpressionError || (error instanceof Problem && error.status !== 409);
}

function explain(error: Error): string {
  const issues = error instanceof Problem || error instanceof ExpressionError ? error.issues : [];
  const details = issues.map(({ path, message }) => `${path.join('.')}: ${message.en}`);
  return [error.message, ...details].join('; ');
}
