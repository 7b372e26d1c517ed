import type { AskedData } from '@fieldwork/api-contract';
import {
  askedForm,
  bilingual,
  type Connector,
  cellOf,
  type Form,
  fieldOf,
  fieldTypeOf,
  idOf,
  jsonAt,
  requestOf,
  requestPaths,
  type Text,
} from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { forbidden, notFound } from '../platform/http/problem.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { jsonOf } from './auth/auth.js';
import { NotConnected } from './connector-calls.js';
import { OutgoingRoom } from './outgoing-room.js';

const TIMEOUT_MS = 2_000;
const CACHE_MS = 30_000;
const MOST_CACHED = 1000;
/** After so many failures in a row it is left alone for a while. */
const BROKEN_AFTER = 3;
const REST_MS = 30_000;

const noAnswer = bilingual(
  '对方系统没有回应，可以先继续填写',
  'The other system does not answer; go on without it',
);
const unreadable = bilingual(
  '对方系统的回答无法识别，可以先继续填写',
  'The answer of the other system cannot be read; go on without it',
);

/** Asks another system while a record is filled in. Slow, down or wrong: the record goes on, and the person is told. */
@Injectable()
export class Asker {
  readonly #answers = new Map<string, { until: number; answer: AskedData }>();
  readonly #failures = new Map<string, { count: number; restUntil: number }>();

  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly out: OutgoingRoom,
  ) {}

  /** `sent`: what is filled in so far. @throws Problem 404, 403 */
  async ask(caller: Caller, appId: string, id: string, sent: Record<string, unknown>): Promise<AskedData> {
    const { connector, form, viewer } = await this.#open(caller, appId, id);
    const known = knownOf(form, sent);
    if (
      (connector.needs ?? []).some(
        (name) => known[name] === undefined || known[name] === null || known[name] === '',
      )
    )
      return this.#nothing(null);
    const paths = requestPaths(connector);
    const values = await this.facts.complete(this.out.database, viewer, form, known, paths);
    // A record that the caller may not see was not found: nobody is asked about it.
    if (paths.some((path) => path.includes('.') && isOnlyId(values[path.split('.')[0] ?? ''])))
      return this.#nothing(null);
    const request = requestOf(connector, {
      form,
      forms: viewer.documents.forms,
      values,
      context: viewer.context,
    });
    const system = `${appId} ${connector.system}`;
    const key = JSON.stringify([system, id, request]);
    const cached = this.#answers.get(key);
    if (cached && cached.until > Date.now()) return cached.answer;
    if ((this.#failures.get(system)?.restUntil ?? 0) > Date.now()) return this.#nothing(noAnswer);
    try {
      const answer = await this.out.calls.send(appId, connector, request, { timeoutMs: TIMEOUT_MS });
      const read = this.#read(connector, form, answer);
      if (read.problem === null) {
        this.#failures.delete(system);
        this.#keep(key, read);
      }
      return read;
    } catch (error) {
      // Whoever fills in a form can do nothing about that; the settings show it.
      if (error instanceof NotConnected) return this.#nothing(null);
      const count = (this.#failures.get(system)?.count ?? 0) + 1;
      this.#failures.set(system, { count, restUntil: count >= BROKEN_AFTER ? Date.now() + REST_MS : 0 });
      return this.#nothing(noAnswer);
    }
  }

  async #open(caller: Caller, appId: string, id: string) {
    if (!canSeeApp(caller, appId)) throw notFound();
    const connector = (await this.registry.app(appId)).documents.connectors.get(id);
    if (connector?.direction !== 'ask') throw notFound();
    const { form, viewer } = await this.gate.open(caller, appId, connector.form);
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, 'create') && !may(policy, 'update')) throw forbidden();
    const { rows } = connector;
    if (rows !== undefined && policy?.grants.every((grant) => grant.hidden.has(rows))) throw forbidden();
    return { connector, form: askedForm(connector, form), viewer };
  }

  #read(
    connector: Connector,
    form: Parameters<typeof fieldOf>[0],
    answer: Parameters<typeof jsonOf>[0],
  ): AskedData {
    let json: unknown;
    try {
      json = jsonAt(jsonOf(answer), connector.items);
    } catch (error) {
      if (answer.status >= 500) throw error;
      return this.#nothing(unreadable);
    }
    const item = Array.isArray(json) ? json[0] : json;
    const shown = (connector.shown ?? []).flatMap(({ label, from }) => {
      const text = cellOf(jsonAt(item, from)).slice(0, 200);
      return text === '' ? [] : [{ label, text }];
    });
    const values = (connector.map ?? []).flatMap(({ field: name, from, values: names }) => {
      const field = fieldOf(form, name);
      const text = cellOf(jsonAt(item, from), names);
      if (!field || text === '') return [];
      const { fromText } = fieldTypeOf(field);
      const value = fromText ? fromText(text, field) : text;
      return value === undefined ? [] : [[name, value] as const];
    });
    if (shown.length === 0 && values.length === 0) return this.#nothing(unreadable);
    return { shown, values: Object.fromEntries(values), problem: null, askedAt: new Date().toISOString() };
  }

  #keep(key: string, answer: AskedData): void {
    if (this.#answers.size >= MOST_CACHED) this.#answers.clear();
    this.#answers.set(key, { until: Date.now() + CACHE_MS, answer });
  }

  #nothing(problem: Text | null): AskedData {
    return { shown: [], values: {}, problem, askedAt: new Date().toISOString() };
  }
}

/** What was sent of the form's fields; of a reference its id alone, for what stands beside it is nobody's word. */
function knownOf(form: Form, sent: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) => {
      const field = fieldOf(form, name);
      if (!field) return [];
      const id = field.form === undefined ? null : idOf(value);
      return [[name, id === null ? value : { id }]];
    }),
  );
}

function isOnlyId(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'id';
}
