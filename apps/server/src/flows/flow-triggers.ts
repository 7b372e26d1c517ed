import type { Flow } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { type ChangeSource, lateOf, type RecordChanged, RecordEvents } from '../records/record-events.js';
import { RecordGate } from '../records/record-gate.js';
import type { FlowWish } from '../rules/effect.service.js';
import { FlowService } from './flow.service.js';
import { FlowRunner } from './flow-runner.js';

/** One of several flows that begin with a record. */
const BEGIN = 'flow.begin';
const mostDeep = 8;

/** Instances begin when a record is created or a rule says so, and end when the record is deleted. */
@Injectable()
export class FlowTriggers implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly events: RecordEvents,
    private readonly outbox: Outbox,
    private readonly rows: OutboxStore,
    private readonly gate: RecordGate,
    private readonly runner: FlowRunner,
    private readonly flows: FlowService,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'flow.record_changed',
      (event) => this.#wants(event),
      (tx, event) => this.#follow(tx, event),
    );
    const perform = (isAutomatic: boolean) => async (tx: Transaction, row: { payload: FlowWish }) => {
      const app = await this.registry.find(row.payload.app);
      const flow = app?.documents.flows.get(row.payload.flow);
      if (flow) await this.#start(tx, row.payload, flow, isAutomatic);
    };
    this.outbox.on<FlowWish>('flow.start', perform(false));
    this.outbox.on<FlowWish>(BEGIN, perform(true));
  }

  async #wants({ app, form, kind }: RecordChanged): Promise<boolean> {
    if (kind !== 'created' && kind !== 'deleted') return false;
    const flows = [...((await this.registry.find(app))?.documents.flows.values() ?? [])];
    return flows.some((flow) => flow.form === form && (kind === 'deleted' || flow.trigger.on === 'created'));
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    const { app, form, id: recordId, by, source } = event;
    if (event.kind === 'deleted') {
      const opened = await this.gate.openAsPlatform(app, form, by, { kind: 'flow' });
      return this.flows.terminateOf(tx, opened, recordId, by);
    }
    const { documents } = await this.registry.app(app);
    const depth = source?.depth ?? 0;
    const begun = [...documents.flows.values()].filter(
      (flow) => flow.form === form && flow.trigger.on === 'created',
    );
    for (const flow of begun) {
      const wish = { app, flow: flow.id, form, recordId, by, depth, ...lateOf(source) };
      // Of several, each begins or fails on its own.
      if (begun.length === 1) await this.#start(tx, wish, flow, true);
      else await this.rows.enqueue(tx, BEGIN, wish);
    }
  }

  async #start(tx: Transaction, wish: FlowWish, flow: Flow, isAutomatic: boolean): Promise<void> {
    const { app, form, recordId, by } = wish;
    const depth = wish.depth + 1;
    const source: ChangeSource = { kind: 'flow', id: flow.id, depth, ...lateOf(wish) };
    const opened = await this.gate.openAsPlatform(app, form, by, source);
    if (wish.depth >= mostDeep) await this.runner.noteCut(tx, opened, flow, recordId);
    else await this.runner.start(tx, opened, { flow, recordId, by, depth, isAutomatic });
  }
}
