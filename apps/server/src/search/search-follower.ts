import { searchedFields } from '@fieldwork/search';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { DocumentEvents } from '../metadata/document-events.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Outbox } from '../platform/outbox/outbox.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { type RecordChanged, RecordEvents } from '../records/record-events.js';
import { SearchIndex, type TitleChange } from './search-index.js';
import { SearchIndexStore } from './search-index.store.js';
import { recordChanged } from './search-progress.store.js';

const catchUp = 'search.catch_up';
const titleChanged = 'search.title_changed';

/** A form of which the index has to catch up. */
interface FormPlace {
  app: string;
  form: string;
}

/** What the follower looks at. */
@Injectable()
export class SearchGround {
  constructor(
    readonly registry: AppRegistry,
    readonly index: SearchIndexStore,
  ) {}
}

/** Keeps the index near the records: after each change, after crowds of them, after a form has been published. */
@Injectable()
export class SearchFollower implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly index: SearchIndex,
    private readonly records: RecordEvents,
    private readonly documents: DocumentEvents,
    private readonly outbox: Outbox,
    private readonly outboxStore: OutboxStore,
    private readonly sources: SearchGround,
  ) {}

  onModuleInit(): void {
    this.records.follow(
      recordChanged,
      (event) => this.#wants(event),
      async (tx, { app, form, id, changes }) => {
        const found = (await this.sources.registry.find(app))?.documents.forms.get(form);
        if (!found) return;
        await this.index.write(tx, app, form, [id]);
        const title = found.title;
        if (title !== undefined && changes && Object.hasOwn(changes, title))
          await this.#followTitle(tx, { app, form, id });
      },
    );
    this.outbox.on<TitleChange>(titleChanged, async (tx, { payload }) => {
      const app = await this.sources.registry.find(payload.app);
      if (app?.documents.forms.has(payload.form)) await this.#followTitle(tx, payload);
    });
    this.records.followBatches((tx, batch) => this.#plan(tx, batch));
    this.documents.follow('search.form_published', 'form', (tx, { app, id }) =>
      this.#plan(tx, { app, form: id }),
    );
    this.outbox.on<FormPlace>(catchUp, async (tx, { payload }) => {
      const app = await this.sources.registry.find(payload.app);
      if (!app?.documents.forms.has(payload.form)) return;
      // The row being performed still holds the key: its successor has none.
      if (await this.index.catchUp(tx, payload.app, payload.form))
        await this.outboxStore.enqueue(tx, catchUp, payload);
    });
  }

  /** A database from before the search was there. */
  async onApplicationBootstrap(): Promise<void> {
    const known = await this.sources.index.known();
    for (const app of await this.sources.registry.all())
      for (const form of app.documents.forms.keys())
        if (!known.has(`${app.id}/${form}`))
          await this.sources.index.database.transaction((tx) => this.#plan(tx, { app: app.id, form }));
  }

  /** Only where a word changes that somebody may look for, or a title under which other records are found. */
  async #wants({ app, form, kind, changes }: RecordChanged): Promise<boolean> {
    if (kind !== 'updated' || changes === null) return true;
    const documents = (await this.sources.registry.find(app))?.documents;
    const found = documents?.forms.get(form);
    if (!documents || !found) return false;
    const searched = searchedFields(found, documents).map(({ field }) => field.id);
    return [...searched, ...(found.title === undefined ? [] : [found.title])].some((field) =>
      Object.hasOwn(changes, field),
    );
  }

  /** A portion of the records that are found by a title; the rest in a row of its own, so that no transaction grows long. */
  async #followTitle(tx: Transaction, change: TitleChange): Promise<void> {
    const next = await this.index.followTitle(tx, change);
    if (next !== null)
      await this.outboxStore.enqueue(tx, titleChanged, { ...change, after: next } satisfies TitleChange);
  }

  /** One row waits at most, however many crowds come. */
  async #plan(tx: Transaction, { app, form }: FormPlace): Promise<void> {
    await this.outboxStore.enqueue(tx, catchUp, { app, form }, { key: `${app}/${form}` });
  }
}
