import { type Form, fieldOf, fieldTypeOf, storageOf } from '@fieldwork/metadata';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import { Config } from '../platform/config/config.js';
import { IndexStore, type WantedIndex } from './index.store.js';

const FLUSH_MS = 5_000;

/**
 * Indexes look after themselves: what a form's documents show to be filtered and sorted by is indexed after its
 * publish, what people filter and sort by besides is noticed here and follows. All of it online.
 */
@Injectable()
export class IndexKeeper implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('Indexes');
  readonly #seen = new Map<string, { app: string; form: string; fields: Map<string, number> }>();
  readonly #known = new Set<string>();
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #noting: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    private readonly store: IndexStore,
    private readonly registry: AppRegistry,
    private readonly documents: DocumentEvents,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.documents.follow('index.form_published', 'form', async (tx, { app, id }) => {
      tx.afterCommit(() => this.tend(app, id));
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.runsWorkers) return;
    this.#timer = setInterval(() => void this.#flush(), FLUSH_MS);
    this.#timer.unref();
    for (const app of await this.registry.all())
      for (const form of app.documents.forms.keys()) this.tend(app.id, form);
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#work;
  }

  /** A list was filtered or sorted by these fields. Cheap: counted here, written every few seconds. */
  use(app: string, form: Form, paths: Iterable<string>): void {
    for (const path of paths) {
      const field = path.split('.')[0] ?? path;
      if (!fieldOf(form, field) || this.#known.has(`${app}/${form.id}/${field}`)) continue;
      const key = `${app}/${form.id}`;
      const entry = this.#seen.get(key) ?? { app, form: form.id, fields: new Map<string, number>() };
      entry.fields.set(field, (entry.fields.get(field) ?? 0) + 1);
      this.#seen.set(key, entry);
    }
  }

  /** Brings the indexes of a form up to date, one form after the other. */
  tend(app: string, form: string): void {
    const key = `${app}/${form}`;
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#work = this.#work
      .then(() => {
        // From here on it waits no more: what is published while it builds is looked at once more.
        this.#waiting.delete(key);
        return this.#tend(app, form);
      })
      .catch((error: Error) => this.#log.warn(`${key}: ${error.message}`));
  }

  /** Many rows came at once: what the planner knows of the table is brought up to date. */
  refresh(app: string, form: string): void {
    this.#work = this.#work
      .then(() => this.store.refresh(app, form))
      .catch((error: Error) => this.#log.warn(error.message));
    this.tend(app, form);
  }

  /** Resolves when everything that was asked for is built. */
  async settled(): Promise<void> {
    await this.#flush();
    await this.#work;
  }

  async #tend(app: string, id: string): Promise<void> {
    if (this.#isStopped) return;
    const form = (await this.registry.find(app))?.documents.forms.get(id);
    if (!form) return;
    const wanted = wantedIndexes(form, await this.store.uses(app, id));
    const missing = this.store.missing(id, wanted, await this.store.existing(app, id));
    for (const index of missing) {
      if (this.#isStopped) return;
      if (await this.store.build(app, id, index)) this.#log.log(`${app}/${id}: index on ${index.column}`);
    }
    for (const { column } of wanted) this.#known.add(`${app}/${id}/${column}`);
  }

  /** One after the other: whoever waits for what was seen waits for what is being written too. */
  #flush(): Promise<void> {
    this.#noting = this.#noting.then(() => this.#note());
    return this.#noting;
  }

  async #note(): Promise<void> {
    const entries = [...this.#seen.values()];
    this.#seen.clear();
    for (const { app, form, fields } of entries) {
      await this.store
        .note(app, form, [...fields.keys()], [...fields.values()])
        .catch((error: Error) => this.#log.warn(error.message));
      this.tend(app, form);
    }
  }
}

/** From the documents: references, choices, dates, what views name, the state with the date, what the search looks into; from people: what they use. */
function wantedIndexes(form: Form, used: readonly string[]): WantedIndex[] {
  const { indexes, table } = storageOf(form);
  const listed = new Set(indexes.map((index) => index.column));
  const byUse = table.columns
    .filter(
      (column) =>
        used.includes(column.name) && !listed.has(column.name) && !column.unique && column.type !== 'jsonb',
    )
    .map(
      (column): WantedIndex => ({
        column: column.name,
        method: column.type.endsWith('[]') ? 'gin' : 'btree',
      }),
    );
  const texts = form.fields
    .filter((field) => fieldTypeOf(field).searchable)
    .map((field): WantedIndex => ({ column: field.id, method: 'text' }));
  const status: WantedIndex[] = form.status === undefined ? [] : [{ column: form.status, method: 'status' }];
  const own = [...indexes.filter((index) => index.column !== form.status), ...status, ...byUse];
  return [...own, ...compared(form, own), { column: 'deleted_at', method: 'bin' }, ...texts];
}

/** What duplicates are found by while somebody types: the first text of each key. */
function compared(form: Form, known: readonly WantedIndex[]): WantedIndex[] {
  const wanted = new Map<string, WantedIndex>();
  for (const { fields, compare } of form.duplicates?.keys ?? []) {
    const field = fieldOf(form, fields[0] ?? '');
    const column = field && fieldTypeOf(field).column(field);
    if (!field || column?.type !== 'text' || field.unique) continue;
    const index: WantedIndex = { column: field.id, method: compare === 'normalised' ? 'same' : 'btree' };
    const isKnown = known.some((one) => one.column === index.column && one.method === index.method);
    if (!isKnown) wanted.set(`${index.column} ${index.method}`, index);
  }
  return [...wanted.values()];
}
