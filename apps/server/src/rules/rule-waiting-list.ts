import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { RuleRunStore } from './rule-run.store.js';

export interface Timer {
  app: string;
  form: string;
  rule: string;
  recordId: string;
  moment: string;
}
export interface Batch {
  app: string;
  rule: string;
  after: string | null;
}

/** A rule that runs by schedule is due. */
export interface ScheduledMoment {
  app: string;
  rule: string;
  moment: string;
}
export type ScheduleBatch = ScheduledMoment & { after: string | null };

/** The rows of the outbox that wait for a moment. */
@Injectable()
export class RuleWaitingList {
  constructor(
    private readonly outbox: Outbox,
    private readonly store: OutboxStore,
    private readonly runs: RuleRunStore,
  ) {}

  onTimer(fire: (tx: Transaction, timer: Timer) => Promise<void>): void {
    this.outbox.on<Timer>('rule.timer', (tx, { payload }) => fire(tx, payload));
  }

  onBatch(schedule: (tx: Transaction, batch: Batch) => Promise<void>): void {
    this.outbox.on<Batch>('rule.schedule', (tx, { payload }) => schedule(tx, payload));
  }

  /** null: nothing is waited for. A moment for which the rule has run is not waited for again. */
  async set(tx: Transaction, at: Omit<Timer, 'moment'>, moment: string | null): Promise<void> {
    const key = `${at.app}/${at.rule}/${at.recordId}`;
    if (moment === null || (await this.hasRun(tx, { ...at, moment })))
      await this.store.cancel(tx, 'rule.timer', key);
    else await this.store.enqueue(tx, 'rule.timer', { ...at, moment }, { dueAt: moment, key });
  }

  hasRun(tx: Transaction, { app, rule, recordId, moment }: Timer): Promise<boolean> {
    return this.runs.hasRun(tx, app, rule, recordId, moment);
  }

  records(
    tx: Transaction,
    place: { app: string; form: string; field: string },
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    return this.runs.recordsWithDate(tx, place, after, limit);
  }

  next(tx: Transaction, batch: Batch): Promise<void> {
    return this.store.enqueue(tx, 'rule.schedule', batch);
  }

  onMoment(begin: (tx: Transaction, due: ScheduledMoment) => Promise<void>): void {
    this.outbox.on<ScheduledMoment>('rule.moment', (tx, { payload }) => begin(tx, payload));
  }

  onScheduleBatch(run: (tx: Transaction, batch: ScheduleBatch) => Promise<void>): void {
    this.outbox.on<ScheduleBatch>('rule.moment_batch', (tx, { payload }) => run(tx, payload));
  }

  setMoment(tx: Transaction, due: ScheduledMoment): Promise<void> {
    return this.store.enqueue(tx, 'rule.moment', due, { dueAt: due.moment, key: `${due.app}/${due.rule}` });
  }

  async cancelMoment(tx: Transaction, { app, rule }: Omit<ScheduledMoment, 'moment'>): Promise<void> {
    await this.store.cancel(tx, 'rule.moment', `${app}/${rule}`);
  }

  onPlan(plan: (tx: Transaction, at: { app: string; rule: string }) => Promise<void>): void {
    this.outbox.on<{ app: string; rule: string }>('rule.plan', (tx, { payload }) => plan(tx, payload));
  }

  planAgain(tx: Transaction, at: { app: string; rule: string }): Promise<void> {
    return this.store.enqueue(tx, 'rule.plan', at);
  }

  nextScheduleBatch(tx: Transaction, batch: ScheduleBatch): Promise<void> {
    return this.store.enqueue(tx, 'rule.moment_batch', batch);
  }

  /** The database's clock. */
  now(tx: Transaction): Promise<string> {
    return this.runs.now(tx);
  }
}
