import { idOf } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { fieldsOf, type RoutingWithArrival } from './arrival.service.js';
import { type ArrivalLook, ArrivalStore } from './arrival.store.js';
import { ArrivalDay } from './arrival-day.js';

/** While somebody is waited for his day is looked at this often. */
const AGAIN_MS = 5 * 60_000;

/** Looks at somebody's day when something of it changes, and again by the clock until nobody waits any more. */
@Injectable()
export class ArrivalFollower implements OnModuleInit {
  constructor(
    private readonly events: RecordEvents,
    private readonly documents: DocumentEvents,
    private readonly registry: AppRegistry,
    private readonly outbox: Outbox,
    private readonly store: ArrivalStore,
    private readonly day: ArrivalDay,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'routing.arrivals',
      async (event) => (await this.#touched(event)).length > 0,
      (tx, event) => this.#follow(tx, event),
    );
    this.events.followBatches(async (tx, { app, form }) => {
      for (const routing of await this.day.routingsOf(app, form)) await this.day.begin(tx, app, routing);
    });
    this.documents.follow('routing.published', 'routing', async (tx, { app, id }) => {
      const routing = (await this.registry.find(app))?.documents.routings.get(id);
      if (routing?.arrival) await this.day.begin(tx, app, routing as RoutingWithArrival);
    });
    this.outbox.on<ArrivalLook>('routing.look', (tx, { payload }) => this.day.look(tx, payload));
    this.outbox.on<ArrivalLook>('routing.look_later', (tx, { payload }) => this.day.look(tx, payload));
    this.outbox.on<ArrivalLook>('routing.look_again', (tx, { payload }) =>
      this.store.lookAt(tx, payload, new Date(Date.now() + AGAIN_MS)),
    );
  }

  /** The routings for whose arrivals the change matters. */
  async #touched({ app, form, kind, changes }: RecordChanged): Promise<RoutingWithArrival[]> {
    const routings = await this.day.routingsOf(app, form);
    if (kind !== 'updated') return routings;
    const holder = (routing: RoutingWithArrival) => this.day.holderField(app, routing);
    const touched: RoutingWithArrival[] = [];
    for (const routing of routings) {
      const { field, basis } = routing.arrival;
      const own = fieldsOf(routing).filter((id) => id !== field && id !== basis);
      const watched = [...own, (await holder(routing)) ?? ''];
      if (watched.some((id) => Object.hasOwn(changes ?? {}, id))) touched.push(routing);
    }
    return touched;
  }

  async #follow(tx: Transaction, event: RecordChanged): Promise<void> {
    const { app, id, changes } = event;
    for (const routing of await this.#touched(event)) {
      const field = (await this.day.holderField(app, routing)) ?? '';
      // Whoever had it before has a day without it.
      const former = idOf(changes?.[field]?.[0]);
      if (former) await this.day.look(tx, { app, routing: routing.id, holder: former });
      await this.day.lookAtRecord(tx, app, routing, id);
    }
  }
}
