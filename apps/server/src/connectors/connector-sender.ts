import { evaluateCondition } from '@fieldwork/expression';
import {
  type Connector,
  cellOf,
  factScope,
  fieldOf,
  fieldTypeOf,
  jsonAt,
  pathsIn,
  requestOf,
  requestPaths,
} from '@fieldwork/metadata';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { DeliveryService, PermanentFailure } from '../platform/deliveries/delivery.service.js';
import { RecordService } from '../records/record.service.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { jsonOf } from './auth/auth.js';
import { NotConnected } from './connector-calls.js';
import { OutgoingRoom } from './outgoing-room.js';

const CHANNEL = 'connector';

interface Payload {
  app: string;
  connector: string;
  record: string;
  /** What the other side tells repetitions by: the same at every attempt. */
  key: string;
}

/** Sends records to other systems when something happens to them, each happening once however often it is tried. */
@Injectable()
export class ConnectorSender implements OnModuleInit {
  constructor(
    private readonly registry: AppRegistry,
    private readonly events: RecordEvents,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
    private readonly deliveries: DeliveryService,
    private readonly out: OutgoingRoom,
  ) {}

  onModuleInit(): void {
    this.events.follow(
      'connector.record_changed',
      async (event) => (await this.#of(event)).length > 0,
      (tx, event, { id }) => this.#happened(tx, event, id),
    );
    this.deliveries.on<Payload>(CHANNEL, (payload) => this.#deliver(payload));
  }

  /** The connectors that may want this change. */
  async #of({ app, form, kind, changes, source }: RecordChanged): Promise<Connector[]> {
    const documents = (await this.registry.find(app))?.documents;
    return [...(documents?.connectors.values() ?? [])].filter(({ direction, form: own, on }) => {
      if (direction !== 'out' || own !== form || !on) return false;
      // What a connector brought in or wrote back does not go out by itself again.
      if (source?.kind === 'connector') return false;
      if (on.event === 'created') return kind === 'created';
      const fields = Object.keys(changes ?? {});
      return kind === 'updated' && (!on.fields?.length || on.fields.some((field) => fields.includes(field)));
    });
  }

  async #happened(tx: Transaction, event: RecordChanged, row: string): Promise<void> {
    const { app, form: formId, id, changes } = event;
    for (const connector of await this.#of(event)) {
      if (!(await this.out.isConnected(app, connector.system))) continue;
      const { form, viewer } = await this.#open(app, formId, connector);
      const when = connector.on?.when;
      const values = await this.facts.read(tx, viewer, form, id, pathsIn([when, connector.request?.body]));
      if (!values) continue;
      const old = {
        ...values,
        ...Object.fromEntries(Object.entries(changes ?? {}).map(([name, [was]]) => [name, was])),
      };
      const facts = { form, forms: viewer.documents.forms, values, old, context: viewer.context };
      if (when !== undefined && !evaluateCondition(when as never, factScope(facts))) continue;
      const key = `${connector.id}-${row}`;
      const payload: Payload = { app, connector: connector.id, record: id, key };
      const link = { app, form: formId, recordId: id };
      await this.deliveries.send(tx, { channel: CHANNEL, target: connector.system, payload, key, link });
    }
  }

  async #deliver({ app, connector: id, record, key }: Payload): Promise<void> {
    const connector = (await this.registry.find(app))?.documents.connectors.get(id);
    if (connector?.direction !== 'out') throw new PermanentFailure('The connector is gone');
    const { form, viewer, write } = await this.#open(app, connector.form, connector);
    const { database } = this.out;
    const paths = [...requestPaths(connector), ...pathsIn(connector.request?.body)];
    const values = await this.facts.read(database, viewer, form, record, paths);
    if (!values) throw new PermanentFailure('The record is gone');
    const facts = { form, forms: viewer.documents.forms, values, context: viewer.context };
    const answer = await this.out.calls
      .send(app, connector, requestOf(connector, facts), { key })
      .catch((error) => {
        throw error instanceof NotConnected ? new PermanentFailure(error.message) : error;
      });
    if (
      answer.status >= 400 &&
      answer.status < 500 &&
      ![401, 403, 408, 409, 425, 429].includes(answer.status)
    )
      throw new PermanentFailure(`HTTP ${answer.status}: ${answer.text.slice(0, 300)}`);
    const json = jsonOf(answer);
    const given = (connector.map ?? []).flatMap(({ field: name, from, values: names }) => {
      const field = fieldOf(form, name);
      const text = cellOf(jsonAt(json, from), names);
      if (!field || text === '') return [];
      const definition = fieldTypeOf(field);
      return [[name, definition.fromText ? definition.fromText(text, field) : text] as const];
    });
    if (given.length > 0)
      await this.records.update(
        { ...write, narrowing: { isAutomatic: true } },
        record,
        Object.fromEntries(given),
      );
  }

  #open(app: string, form: string, { id }: Connector) {
    return this.gate.openAsPlatform(app, form, null, { kind: 'connector', id });
  }
}
