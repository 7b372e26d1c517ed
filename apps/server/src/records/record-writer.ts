import type { Values } from '@fieldwork/form-engine';
import type { Field } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { fingerprintOf, type Repeatable } from '../platform/repeats/repeatable.js';
import { isRunningNumber, numberParts } from './auto-number.js';
import { RecordStore } from './record.store.js';
import { type RecordChanged, RecordEvents } from './record-events.js';
import { explainWriteError } from './record-failures.js';
import { changesBetween, stored, withRowIds } from './record-values.js';
import type { Write } from './write.js';
import { WriteParticipants } from './write-participants.js';

type Late = Record<string, unknown>;

/** What a change brings beside the fields: columns of the system, and the key of a request that may be repeated. */
export interface ChangeOptions {
  kind: RecordChanged['kind'];
  repeatable?: Repeatable | undefined;
  system?: Late | undefined;
}

/** Writes what was accepted: the record, its history, its events and the answer in one statement. */
@Injectable()
export class RecordWriter {
  constructor(
    private readonly store: RecordStore,
    private readonly participants: WriteParticipants,
    private readonly events: RecordEvents,
  ) {}

  /** Answers the new record as its writer sees it. `numbers`: running numbers that came along with an import. */
  async insert(
    on: Queryable,
    write: Write,
    id: string,
    values: Values,
    { repeatable, numbers: given }: { repeatable?: Repeatable | undefined; numbers: Late },
  ): Promise<string> {
    const { form, viewer } = write;
    const fields = form.fields.filter((field) => !isRunningNumber(field));
    const event = eventOf(write, id, 1, 'created', null);
    const topics = await this.events.topicsFor(event, on);
    const late: Late = {
      topics,
      id,
      by: write.by,
      owner: write.by,
      department: viewer.context.user.department,
      happened: write.source?.happenedAt ?? null,
      changes: null,
      source: write.source ? JSON.stringify(write.source) : null,
      ...keyValues(repeatable, targetOf(write), 201),
    };
    const amend = (more: Values) => putFields(late, fields, more);
    amend({ ...Object.fromEntries(fields.map(({ id: field }) => [field, null])), ...values });
    const numbers = form.fields.filter(isRunningNumber);
    for (const field of numbers) {
      const parts = numberParts(field, write.platform.context);
      late[`prefix.${field.id}`] = parts.prefix;
      late[`period.${field.id}`] = parts.period;
      late[`field.${field.id}`] = write.source?.kind === 'import' ? (given[field.id] ?? null) : null;
    }
    try {
      const shape = { fields, numbers, hasKey: repeatable !== undefined };
      const written = { id, kind: 'created', values, base: null, amend } as const;
      const json = await this.participants.around(on, write, written, (tx) =>
        this.store.create(tx, viewer, form, shape, late),
      );
      this.events.announce(on, event, topics);
      return json;
    } catch (error) {
      throw explainWriteError(error, form);
    }
  }

  /** null: somebody was quicker. */
  async change(
    on: Queryable,
    write: Write,
    base: Values,
    values: Values,
    options: ChangeOptions,
  ): Promise<string | null> {
    const { form } = write;
    const id = String(base.id);
    const fields = form.fields.filter((field) => Object.hasOwn(values, field.id));
    const system = options.system ?? {};
    const changesTo = (now: Values) => changesBetween(form, base, { ...now, ...pickPeople(system) });
    const changes = changesTo(values);
    const event = eventOf(write, id, Number(base.version) + 1, options.kind, changes);
    const topics = await this.events.topicsFor(event, on);
    const late: Late = {
      topics,
      id,
      by: write.by,
      // What is reported late is written now all the same.
      now: write.source?.happenedAt === undefined ? write.platform.context.now : new Date().toISOString(),
      happened: write.source?.happenedAt ?? null,
      version: base.version,
      kind: options.kind,
      changes: JSON.stringify(changes),
      source: write.source ? JSON.stringify(write.source) : null,
      ...keyValues(options.repeatable, targetOf(write, id), 200),
    };
    putFields(late, fields, values);
    for (const [name, value] of Object.entries(system)) late[`field.${name}`] = value;
    const shape = {
      fields,
      numbers: [],
      hasKey: options.repeatable !== undefined,
      system: Object.keys(system).sort(),
    };
    try {
      const now = { ...values };
      const amend = (more: Values) => {
        Object.assign(now, more);
        putFields(late, fields, more);
        late.changes = JSON.stringify(changesTo(now));
      };
      const written = { id, kind: options.kind, values, base, amend };
      const json = await this.participants.around(on, write, written, (tx) =>
        this.store.update(tx, write.viewer, form, shape, late),
      );
      if (json !== null) this.events.announce(on, event, topics);
      return json;
    } catch (error) {
      throw explainWriteError(error, form);
    }
  }
}

/** What an idempotency key is for: the same key on another record is another request. */
export function targetOf({ viewer, form }: Write, id?: unknown): string {
  const place = `${viewer.app}/${form.id}`;
  return id === undefined ? place : `${place}/${String(id).toLowerCase()}`;
}

function eventOf(
  write: Write,
  id: string,
  version: number,
  kind: RecordChanged['kind'],
  changes: RecordChanged['changes'],
): RecordChanged {
  const { viewer, form, by, source } = write;
  return { app: viewer.app, form: form.id, id, version, kind, by, changes, source: source ?? null };
}

function keyValues(repeatable: Repeatable | undefined, target: string, status: number): Late {
  if (!repeatable) return {};
  const { caller, key, body } = repeatable;
  return { caller, key, fingerprint: fingerprintOf(target, body), status };
}

/** The values of these fields as parameters; those that are not named stay. */
function putFields(late: Late, fields: readonly Field[], values: Values): void {
  for (const field of fields)
    if (Object.hasOwn(values, field.id))
      late[`field.${field.id}`] = stored(field, withRowIds(field, values[field.id]));
}

function pickPeople(system: Late): Late {
  const { deleted_at: _, ...people } = system;
  return people;
}
