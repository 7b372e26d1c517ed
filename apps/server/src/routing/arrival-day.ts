import { type ExpressionJson, idOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { ArrivalService, type RoutingWithArrival } from './arrival.service.js';
import { type ArrivalLook, ArrivalStore } from './arrival.store.js';

const MOST_JOBS = 5000;
/** So long before its plan a job of a later day is looked at for the first time. */
const AHEAD_MS = 120 * 60_000;

/** The looks themselves: at a person, at whoever has a record, at all who have something ahead. */
@Injectable()
export class ArrivalDay {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly arrivals: ArrivalService,
    private readonly store: ArrivalStore,
  ) {}

  async routingsOf(app: string, form: string): Promise<RoutingWithArrival[]> {
    const documents = (await this.registry.find(app))?.documents;
    return [...(documents?.routings.values() ?? [])].filter(
      (routing): routing is RoutingWithArrival =>
        routing.arrival !== undefined && documents?.matchings.get(routing.matching)?.form === form,
    );
  }

  async holderField(app: string, { matching }: RoutingWithArrival): Promise<string | undefined> {
    return (await this.registry.find(app))?.documents.matchings.get(matching)?.field;
  }

  async look(tx: Transaction, look: ArrivalLook): Promise<void> {
    if (await this.arrivals.look(tx, look)) await this.store.goOn(tx, look);
  }

  async lookAtRecord(tx: Transaction, app: string, routing: RoutingWithArrival, id: string): Promise<void> {
    const place = { app, routing: routing.id };
    await this.arrivals.forget(tx, place, id);
    const opened = await this.#open(app, routing);
    const values = opened && (await this.records.find(opened.viewer, opened.form, id, tx));
    const holder = idOf(values?.[(await this.holderField(app, routing)) ?? '']);
    if (!values || !holder || values.deleted_at !== null) return;
    const look = { ...place, holder };
    await this.look(tx, look);
    await this.#wake(tx, look, id, values[routing.jobs.start], false);
  }

  /** All that is planned from now on, when the routing begins to hold. */
  async begin(tx: Transaction, app: string, routing: RoutingWithArrival): Promise<void> {
    const opened = await this.#open(app, routing);
    const field = await this.holderField(app, routing);
    if (!opened || field === undefined) return;
    const { start } = routing.jobs;
    const since = new Date(Date.now() - 12 * 3_600_000).toISOString();
    const ahead: ExpressionJson = { '>=': [{ var: start }, { datetime: [since] }] };
    const { json } = await this.records.list(
      opened.viewer,
      opened.form,
      {
        filter: { and: [{ isNotEmpty: [{ var: field }] }, ahead] },
        fields: [field, start],
        sort: ['id'],
        page: 1,
        pageSize: MOST_JOBS,
        count: 'none',
        deleted: 'no',
      },
      tx,
    );
    for (const row of JSON.parse(json) as Record<string, unknown>[]) {
      const holder = idOf(row[field]);
      if (!holder) continue;
      await this.#wake(tx, { app, routing: routing.id, holder }, String(row.id), row[start], true);
    }
  }

  /** `isLate`: also what should have been looked at already. */
  async #wake(
    tx: Transaction,
    look: ArrivalLook,
    record: string,
    start: unknown,
    isLate: boolean,
  ): Promise<void> {
    const at = typeof start === 'string' ? Date.parse(start) - AHEAD_MS : Number.NaN;
    if (at > Date.now() || (isLate && Number.isFinite(at)))
      await this.store.wake(tx, look, record, new Date(Math.max(at, Date.now())));
  }

  async #open(app: string, { id, matching }: RoutingWithArrival) {
    const form = (await this.registry.find(app))?.documents.matchings.get(matching)?.form;
    return form === undefined ? null : this.gate.openAsPlatform(app, form, null, { kind: 'rule', id });
  }
}
