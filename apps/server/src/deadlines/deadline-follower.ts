import { type Deadline, pathsWithTables, tableIdsIn } from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { DocumentPublished } from '../metadata/document-events.js';
import type { PublishedApp } from '../metadata/published-app.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import type { RecordChanged, RecordsBatched } from '../records/record-events.js';
import { type ClockPlace, DeadlineStore } from './deadline.store.js';
import { DeadlineClock } from './deadline-clock.js';
import { DeadlineSources } from './deadline-sources.js';

/** Records to be gone through, a batch at a time. `enrol`: all of the form; `revise`: those whose clocks have not ended. */
interface Batch {
  app: string;
  deadline: string;
  what: 'enrol' | 'revise';
  after: string | null;
}
/** Records that came in a crowd, and whose clocks have not begun. */
interface Crowd {
  app: string;
  deadline: string;
  ids: readonly string[];
}
const batchSize = 100;

/** Clocks follow the records and the documents. */
@Injectable()
export class DeadlineFollower implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly clock: DeadlineClock,
    private readonly store: DeadlineStore,
    private readonly outbox: Outbox,
    private readonly rows: OutboxStore,
    private readonly sources: DeadlineSources,
  ) {}

  onModuleInit(): void {
    this.sources.records.follow(
      'deadline.record_changed',
      async (event) => deadlinesFor(await this.registry.find(event.app), event).length > 0,
      (tx, event) => this.#changed(tx, event),
    );
    this.sources.records.followBatches((tx, batch) => this.#batched(tx, batch));
    this.outbox.on<Crowd>('deadline.crowd', (tx, { payload }) => this.#crowd(tx, payload));
    this.outbox.on<ClockPlace>('deadline.timer', async (tx, { payload }) => {
      const deadline = await this.clock.find(payload.app, payload.deadline);
      if (deadline) await this.clock.catchUp(tx, deadline, payload);
    });
    this.outbox.on<Batch>('deadline.batch', (tx, { payload }) => this.#batch(tx, payload));
    this.sources.documents.follow('deadline.published', 'deadline', (tx, event) =>
      this.#published(tx, event),
    );
    for (const kind of ['calendar', 'decision_table'] as const)
      this.sources.documents.follow(`deadline.${kind}_published`, kind, (tx, event) =>
        this.#revised(tx, event),
      );
  }

  async #changed(tx: Transaction, event: RecordChanged): Promise<void> {
    const app = await this.registry.find(event.app);
    for (const deadline of deadlinesFor(app, event)) {
      const place = { app: event.app, deadline: deadline.id, form: event.form, recordId: event.id };
      if (event.kind === 'created') await this.store.begin(tx, place);
      if (isLate(event)) await this.clock.lookSoon(tx, place, lateMs);
      else await this.clock.catchUp(tx, deadline, place);
    }
  }

  /** An import is not held up by clocks: they begin behind it, some records per row of the outbox. */
  async #batched(tx: Transaction, { app: appId, form, created }: RecordsBatched): Promise<void> {
    if (created.length === 0) return;
    const app = await this.registry.find(appId);
    for (const deadline of app?.documents.deadlines.values() ?? []) {
      if (deadline.form !== form || deadline.enabled === false) continue;
      for (let from = 0; from < created.length; from += batchSize) {
        const ids = created.slice(from, from + batchSize);
        const crowd: Crowd = { app: appId, deadline: deadline.id, ids };
        await this.rows.enqueue(tx, 'deadline.crowd', crowd);
      }
    }
  }

  async #crowd(tx: Transaction, { app, deadline: id, ids }: Crowd): Promise<void> {
    const deadline = await this.clock.find(app, id);
    if (deadline) await this.#enrol(tx, app, deadline, ids);
  }

  async #enrol(tx: Transaction, app: string, deadline: Deadline, ids: readonly string[]): Promise<void> {
    for (const recordId of ids) {
      const place = { app, deadline: deadline.id, form: deadline.form, recordId };
      if (await this.store.begin(tx, place))
        await this.clock.catchUp(tx, deadline, place, { isSilent: true });
    }
  }

  async #published(tx: Transaction, { app, id }: DocumentPublished): Promise<void> {
    const deadline = await this.clock.find(app, id);
    if (!deadline) return;
    if (deadline.applies === 'existing')
      await this.#next(tx, { app, deadline: id, what: 'enrol', after: null });
    await this.#next(tx, { app, deadline: id, what: 'revise', after: null });
  }

  async #revised(tx: Transaction, { app, kind, id }: DocumentPublished): Promise<void> {
    const found = (await this.registry.find(app))?.documents.deadlines;
    for (const deadline of found?.values() ?? [])
      if (kind === 'calendar' || tableIdsIn(deadline).has(id))
        await this.#next(tx, { app, deadline: deadline.id, what: 'revise', after: null });
  }

  async #batch(tx: Transaction, batch: Batch): Promise<void> {
    const deadline = await this.clock.find(batch.app, batch.deadline);
    if (!deadline) return;
    const { app, what, after } = batch;
    const ids =
      what === 'enrol'
        ? await this.store.records(tx, app, deadline.form, after, batchSize)
        : await this.store.open(tx, app, deadline.id, after, batchSize);
    if (what === 'enrol') await this.#enrol(tx, app, deadline, ids);
    else
      for (const recordId of ids) {
        const place = { app, deadline: deadline.id, form: deadline.form, recordId };
        await this.clock.catchUp(tx, deadline, place, { isRevised: true });
      }
    const last = ids.at(-1);
    if (last !== undefined && ids.length === batchSize) await this.#next(tx, { ...batch, after: last });
  }

  #next(tx: Transaction, batch: Batch): Promise<void> {
    return this.rows.enqueue(tx, 'deadline.batch', batch);
  }
}

/**
 * A device tells its day piece by piece: a clock that looked after the first piece would tell of a breach that the
 * next piece takes back.
 */
function isLate({ source }: RecordChanged): boolean {
  return source?.happenedAt !== undefined && Date.now() - Date.parse(source.happenedAt) > onTimeMs;
}
const onTimeMs = 60_000;
const lateMs = 5_000;

interface Followed {
  deadline: Deadline;
  /** Fields whose change may move a clock. */
  heads: ReadonlySet<string>;
}
const known = new WeakMap<PublishedApp, Map<string, Followed[]>>();

/** The deadlines that a change of a record may matter to. */
function deadlinesFor(app: PublishedApp | null, { form, kind, changes }: RecordChanged): Deadline[] {
  if (!app || app.documents.deadlines.size === 0) return [];
  let byForm = known.get(app);
  if (!byForm) {
    byForm = new Map();
    for (const deadline of app.documents.deadlines.values()) {
      if (deadline.enabled === false) continue;
      const paths = pathsWithTables(deadline, app.documents.decision_tables);
      const heads = new Set(paths.map((path) => path.split('.')[0] as string));
      byForm.set(deadline.form, [...(byForm.get(deadline.form) ?? []), { deadline, heads }]);
    }
    known.set(app, byForm);
  }
  const isTouched = ({ heads }: Followed) =>
    kind !== 'updated' || Object.keys(changes ?? {}).some((field) => heads.has(field));
  return (byForm.get(form) ?? []).filter(isTouched).map(({ deadline }) => deadline);
}
