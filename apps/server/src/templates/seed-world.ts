import type { Context } from '@fieldwork/expression';
import { type AppDocuments, calendarsOf, type Form, lookupsOf } from '@fieldwork/metadata';
import type { SeedClock } from './seed-clock.js';

/** A record of the demo as it will be stored; `values` in the form they are kept in. */
export interface KnownRecord {
  id: string;
  values: Readonly<Record<string, unknown>>;
}

/** What is known while the demo data is made: people by login, records by `form/name`. */
export class SeedWorld {
  readonly #records = new Map<string, KnownRecord>();

  constructor(
    readonly clock: SeedClock,
    private readonly users: ReadonlyMap<string, string>,
  ) {}

  user(login: string): string {
    const id = this.users.get(login);
    if (id === undefined) throw new Error(`The demo data names a user it does not have: ${login}`);
    return id;
  }

  add(form: string, name: string, record: KnownRecord): void {
    this.#records.set(`${form}/${name}`, record);
    this.#records.set(`${form}/${record.id}`, record);
  }

  /** Puts ids, dates and instants in the place of `$ref`, `$user`, `$day`, `$at` and `$ago`. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const marked = value as Record<string, unknown>;
    if (typeof marked['$ref'] === 'string') return this.#known(marked['$ref']).id;
    if (typeof marked['$user'] === 'string') return this.user(marked['$user']);
    if (typeof marked['$day'] === 'number') return this.clock.day(marked['$day']);
    if ('$at' in marked || '$ago' in marked) return new Date(this.clock.instant(marked)).toISOString();
    return Object.fromEntries(Object.entries(marked).map(([key, inner]) => [key, this.resolve(inner)]));
  }

  /** The same values with references as objects that carry what the form looks up through them. */
  withLookups(form: Form, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const completed: Record<string, unknown> = { ...values };
    for (const [field, members] of lookupsOf(form)) {
      const target = form.fields.find((one) => one.id === field)?.form;
      const id = values[field];
      if (target === undefined || typeof id !== 'string') continue;
      const known = this.#known(`${target}/${id}`);
      const looked = members.map((member) => [member, known.values[member] ?? null]);
      completed[field] = { id, ...Object.fromEntries(looked) };
    }
    return completed;
  }

  /** The value at a path that leads through one reference, such as `engineer.account`. */
  valueAt(form: Form, values: Readonly<Record<string, unknown>>, path: string): unknown {
    const [head = '', member] = path.split('.');
    const value = values[head];
    const target = form.fields.find((one) => one.id === head)?.form;
    if (member === undefined || target === undefined || typeof value !== 'string') return value ?? null;
    return this.#known(`${target}/${value}`).values[member] ?? null;
  }

  #known(key: string): KnownRecord {
    const record = this.#records.get(key);
    if (!record) throw new Error(`The demo data refers to a record it does not have: ${key}`);
    return record;
  }
}

/** The surroundings of an expression at a moment of the past, on behalf of a person. */
export function contextAt(documents: AppDocuments, at: number, by: string | null): Context {
  const timeZone = documents.app.timeZone ?? 'UTC';
  const user = { id: by, department: null, roles: [] };
  const calendars = calendarsOf(documents, timeZone);
  return { now: new Date(at).toISOString(), timeZone, user, calendars };
}
