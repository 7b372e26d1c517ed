import type { Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { type PublishedApp, versionKey } from '../metadata/published-app.js';
import type { Transaction } from '../platform/database/queryable.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { type DemoPeople, DemoPeopleService } from './demo-people.service.js';
import { SeedStore } from './seed.store.js';
import { SeedClock } from './seed-clock.js';
import type { Seeds } from './seed-files.js';
import type { FlowStory } from './seed-flow.js';
import type { PreparedRecord } from './seed-record.js';
import { timelineOf } from './seed-timeline.js';
import { SeedWorld } from './seed-world.js';
import { type PreparedForm, prepareSeeds } from './seeds.js';

/** Fills an installed app with its demo data. */
@Injectable()
export class DemoService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly people: DemoPeopleService,
    private readonly store: SeedStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** All records in one transaction: either the demo is there, or nothing of it but its people. */
  async fill(appId: string, seeds: Seeds, password: string): Promise<DemoPeople> {
    const people = await this.people.make(appId, seeds.people, password);
    const app = await this.registry.app(appId);
    const clock = new SeedClock(Date.now(), app.documents.app.timeZone ?? 'UTC');
    const users = new Map(people.all.map(({ login, id }) => [login, id]));
    const prepared = [...prepareSeeds(app.documents, seeds, new SeedWorld(clock, users))];
    await this.store.database.transaction(
      async (tx) => {
        for (const part of prepared) await this.#insert(tx, app, part, people);
        await this.#setTimers(tx, app);
      },
      { statementTimeoutMs: 120_000 },
    );
    for (const { form } of prepared) await this.store.analyze(appId, form.id);
    return people;
  }

  /** Whether anything was recorded in the app; what lies in the recycle bin counts. */
  async hasRecords({ id, documents }: PublishedApp): Promise<boolean> {
    for (const form of documents.forms.keys())
      if (await this.store.hasRecords(this.store.database, id, form)) return true;
    return false;
  }

  async #insert(
    tx: Transaction,
    app: PublishedApp,
    { form, records, counters }: PreparedForm,
    people: DemoPeople,
  ): Promise<void> {
    const departments = new Map(people.all.map(({ id, departmentId }) => [id, departmentId]));
    await this.store.insertRecords(
      tx,
      app.id,
      form,
      records.map((record) => rowOf(record, departments)),
    );
    await this.store.setCounters(tx, app.id, form.id, counters);
    const entries = records.flatMap((record) => timelineOf(record, people));
    await this.store.insertHistory(tx, app.id, form.id, entries);
    await this.#insertFlows(tx, app, form, records);
  }

  async #insertFlows(
    tx: Transaction,
    app: PublishedApp,
    form: Form,
    records: readonly PreparedRecord[],
  ): Promise<void> {
    const played = records.flatMap(({ id, by, madeAt, story }) => (story ? [{ id, by, madeAt, story }] : []));
    const instances = played.map(({ id, by, madeAt, story }) => ({
      id: story.instance,
      flow: story.flow.id,
      flow_version: app.versions.get(versionKey('flow', story.flow.id)) ?? 1,
      record_id: id,
      status: story.state.status,
      state: story.state,
      version: story.moves.length,
      is_automatic: true,
      started_by: by,
      started_at: iso(madeAt),
      ended_at: story.state.status === 'running' ? null : iso(story.endedAt),
    }));
    await this.store.insertInstances(tx, app.id, form.id, instances);
    await this.store.insertSteps(
      tx,
      played.flatMap(({ story }) => stepRows(story)),
    );
    const tasks = played.flatMap(({ id, story }) => taskRows(app.id, id, story));
    await this.store.insertTasks(tx, app.id, form.id, tasks);
  }

  /** Rules that wait for a moment, deadlines, ledgers and the search look at the records that were put in without them noticing. */
  async #setTimers(tx: Transaction, app: PublishedApp): Promise<void> {
    const { rules, deadlines, forms, ledgers } = app.documents;
    const timed = [...rules.values()].filter(({ trigger }) => trigger.on === 'time');
    for (const { kind, id } of [...timed, ...deadlines.values(), ...forms.values(), ...ledgers.values()]) {
      const version = app.versions.get(versionKey(kind, id)) ?? 1;
      await this.outbox.enqueue(tx, 'document.published', { app: app.id, kind, id, version });
    }
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function rowOf(record: PreparedRecord, departments: ReadonlyMap<string, string>): Record<string, unknown> {
  const { id, version, madeAt, changedAt, by, values, story } = record;
  return {
    ...values,
    id,
    version,
    created_at: iso(madeAt),
    updated_at: iso(changedAt),
    created_by: by,
    updated_by: story?.moves.at(-1)?.by ?? by,
    owner: by,
    department: by === null ? null : (departments.get(by) ?? null),
  };
}

function stepRows({ instance, steps }: FlowStory): object[] {
  return steps.map(({ enteredAt, leftAt, ...step }) => ({
    ...step,
    instance_id: instance,
    entered_at: enteredAt,
    left_at: leftAt,
  }));
}

function taskRows(app: string, recordId: string, { instance, flow, tasks }: FlowStory): object[] {
  return tasks.map((task) => ({
    id: task.id,
    instance_id: instance,
    record_id: recordId,
    flow: flow.id,
    node: task.node,
    status: task.status,
    assignees: task.assignees,
    role_keys: task.roles.map((role) => `${app}/${role}`),
    created_at: iso(task.createdAt),
    due_at: task.dueAt,
    completed_at: task.completedAt === null ? null : iso(task.completedAt),
    completed_by: task.completedBy,
    action: task.action,
    reason: task.reason,
  }));
}
