import type { Values } from '@fieldwork/form-engine';
import { type Effect, type ExpressionJson, formOfTarget, idOf, type Text } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { MessageService } from '../messaging/message.service.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { invalid, sentence } from '../platform/http/problem.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { PeopleService } from '../records/people.service.js';
import { RecordService } from '../records/record.service.js';
import { type ChangeSource, lateOf } from '../records/record-events.js';
import { RecordFigures } from '../records/record-figures.js';
import { RecordGate } from '../records/record-gate.js';
import { splitSystem } from '../records/split-system.js';
import type { Write } from '../records/write.js';
import { EffectPosting } from './effect-posting.js';

/** Where an effect is performed: the record at hand, on whose behalf, and what caused it. */
export interface EffectPlace {
  app: string;
  form: string;
  recordId: string;
  /** Stands in the history as the writer; null: the platform. */
  by: string | null;
  initiator: string | null;
  /** With what paths through references lead to: people are found in them. */
  values: Values;
  source: ChangeSource;
}

/** Asks for a flow to be started; performed by the feature of the flows. */
export interface FlowWish {
  app: string;
  flow: string;
  form: string;
  recordId: string;
  by: string | null;
  depth: number;
  happenedAt?: string;
}

/** One effect reaches at most so many records, all of them or none; more are a mistake in its filter. */
const mostReached = 2000;

/** Asks for an open task to be done in the platform's name; performed by the feature of the flows. */
export interface TaskWish {
  app: string;
  flow: string;
  node: string;
  action: string;
  reason: Text | null;
  form: string;
  recordId: string;
  depth: number;
  happenedAt?: string;
}

type Performer<T extends Effect['type']> = (
  tx: Transaction,
  effect: Extract<Effect, { type: T }>,
  place: EffectPlace,
) => Promise<Record<string, unknown>>;

/** Performs what flows and rules wish, in the transaction that decided on it: exactly once, or not at all. */
@Injectable()
export class EffectService {
  readonly #performers: { [T in Effect['type']]: Performer<T> } = {
    set: async (tx, { values }, place) => {
      const { write } = await this.#open(place, place.form);
      const { system, fields } = splitSystem(values);
      await this.records.update(write, place.recordId, fields, { system }, tx);
      return { values };
    },
    create: async (tx, { form, values, also = [] }, place) => {
      const { write } = await this.#open(place, form);
      const ids: string[] = [];
      for (const one of [values, ...also]) {
        const { system, fields } = splitSystem(one);
        const made = JSON.parse(await this.records.create(write, fields, undefined, tx)) as { id: string };
        if (system) await this.records.update(write, made.id, {}, { system }, tx);
        ids.push(made.id);
      }
      return { form, id: ids[0], ...(ids.length > 1 ? { ids } : {}) };
    },
    post: async (tx, { form, values, also = [], short, partly = false }, place) => {
      const { write } = await this.#open(place, form);
      const options = { partly, mayFail: short !== null };
      const { id, isShort } = await this.postings.postAll(tx, write, [values, ...also], options);
      if (!isShort || short === null) return { form, id };
      const { write: own } = await this.#open(place, place.form);
      const { system, fields } = splitSystem(short);
      await this.records.update(own, place.recordId, fields, { system }, tx);
      return { form, id, short };
    },
    reverse: async (tx, { form, filter, values }, place) => {
      const ids = await this.#reached(tx, { form, filter }, place);
      const { write } = await this.#open(place, form);
      return { form, ids: await this.postings.reverse(tx, write, ids, values) };
    },
    update: async (tx, { target, values }, place) => {
      const { form, ids } = await this.#targets(tx, target, place);
      const { system, fields } = splitSystem(values);
      const { write } = await this.#open(place, form);
      for (const id of ids) await this.records.update(write, id, fields, { system }, tx);
      return { form, ids, values };
    },
    notify: async (tx, { to, title, body }, place) => {
      const people = await this.people.resolve(tx, to, place);
      const link = { app: place.app, form: place.form, recordId: place.recordId };
      const message = { kind: place.source.kind, title, link, ...(body === undefined ? {} : { body }) };
      await this.notifications.notify(tx, people, message);
      return { people, title };
    },
    message: async (tx, { channel }, place) => ({
      channel,
      ...(await this.messages.say(tx, channel, place)),
    }),
    start_flow: async (tx, { flow }, place) => {
      const { app, form, recordId, by } = place;
      const wish: FlowWish = {
        app,
        flow,
        form,
        recordId,
        by,
        depth: place.source.depth ?? 0,
        ...lateOf(place.source),
      };
      await this.outbox.enqueue(tx, 'flow.start', wish);
      return { flow };
    },
    do_task: async (tx, { type: _, ...task }, place) => {
      const { app, form, recordId } = place;
      const depth = place.source.depth ?? 0;
      const wish: TaskWish = { ...task, app, form, recordId, depth, ...lateOf(place.source) };
      await this.outbox.enqueue(tx, 'flow.do_task', wish);
      return task;
    },
  };

  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly people: PeopleService,
    private readonly notifications: NotificationService,
    private readonly outbox: OutboxStore,
    private readonly figures: RecordFigures,
    private readonly postings: EffectPosting,
    private readonly messages: MessageService,
  ) {}

  /** Answers what was done, for the log. */
  async perform(tx: Transaction, effect: Effect, place: EffectPlace): Promise<Record<string, unknown>> {
    const performer = this.#performers[effect.type] as Performer<Effect['type']>;
    return { type: effect.type, ...(await performer(tx, effect, place)) };
  }

  async #targets(
    tx: Transaction,
    target: Extract<Effect, { type: 'update' }>['target'],
    place: EffectPlace,
  ): Promise<{ form: string; ids: string[] }> {
    if (!('reference' in target)) return { form: target.form, ids: await this.#reached(tx, target, place) };
    const { form } = await this.gate.openAsPlatform(place.app, place.form, place.by, place.source);
    const id = idOf(place.values[target.reference]);
    return { form: formOfTarget(target, form) ?? form.id, ids: id === null ? [] : [id] };
  }

  /** @throws Problem 422 where the filter finds more records than one effect may reach */
  async #reached(
    tx: Transaction,
    others: { form: string; filter: ExpressionJson },
    place: EffectPlace,
  ): Promise<string[]> {
    const { form, write } = await this.gate.openAsPlatform(place.app, place.form, place.by, place.source);
    const ids = await this.figures.find(tx, write.platform, form, others, place.values, mostReached + 1);
    if (ids.length <= mostReached) return ids;
    const detail = sentence(
      `条件命中“${others.form}”的记录超过 ${mostReached} 条，什么都没有写入；请收窄条件`,
      `The filter finds more than ${mostReached} records of ${others.form}; nothing was written, narrow the filter`,
    );
    throw invalid([], detail);
  }

  async #open(place: EffectPlace, form: string): Promise<{ write: Write }> {
    const { write } = await this.gate.openAsPlatform(place.app, form, place.by, place.source);
    return { write: { ...write, narrowing: { isAutomatic: true } } };
  }
}
