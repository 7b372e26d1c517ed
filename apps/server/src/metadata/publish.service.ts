import type { PublishStep } from '@fieldwork/api-contract';
import {
  type AppDocuments,
  allDocuments,
  checkDocument,
  collectDocuments,
  type Document,
  diffStorage,
  type Form,
  type Issue,
  isDestructive,
  kinds,
  localize,
  type StorageChange,
  storageOf,
  withDocument,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { Database } from '../platform/database/database.js';
import { isUniqueViolation, sqlState } from '../platform/database/database-errors.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, invalid, notFound, type Problem, sentence } from '../platform/http/problem.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';
import { isRepeated } from '../platform/repeats/repeats.js';
import { AppRegistry } from './app-registry.js';
import { DocumentStore } from './document.store.js';
import { describeChanges } from './publish-steps.js';
import { StorageStore } from './storage.store.js';

const mostAttempts = 4;
/** PostgreSQL: the lock was not to be had in time; a deadlock. */
const busyStates = ['55P03', '40P01'];

/** `revision`: of the draft, which is what was published now. */
export interface Published {
  version: number;
  revision: number;
}

interface PublishOptions {
  by: string | null;
  confirm?: readonly string[] | undefined;
  note?: string | null | undefined;
  /** What belongs to the same transaction, once the versions are known. */
  alsoIn?: (tx: Transaction, published: readonly Published[]) => Promise<void>;
}

/** Turns drafts into what runs: checks, alters the tables, keeps the version; all in one transaction or not at all. */
@Injectable()
export class PublishService {
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly documents: DocumentStore,
    private readonly storage: StorageStore,
    private readonly registry: AppRegistry,
    private readonly outbox: OutboxStore,
    private readonly events: EventBus,
  ) {}

  /** What publishing this document would find and do. */
  async preview(app: string, document: Document): Promise<{ issues: Issue[]; steps: PublishStep[] }> {
    const current = await this.registry.app(app);
    const after = withDocument(current.documents, document);
    const issues = issuesOf([document], current.documents, after);
    if (document.kind !== 'form') return { issues, steps: [] };
    const before = current.documents.forms.get(document.id) ?? null;
    return { issues, steps: describeChanges(changesOf(before, document), before, document) };
  }

  /** Publishes documents that belong together. Answers what came of each, in the order given. */
  async publish(app: string, documents: readonly Document[], options: PublishOptions): Promise<Published[]> {
    return this.#inTurn(app, () => this.#attempts(app, documents, options));
  }

  /** One after another: those that wait for the app's lock would hold the connections that its holder needs. */
  async #inTurn<T>(app: string, act: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(app) ?? Promise.resolve()).then(act, act);
    this.#last.set(app, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(app) === mine) this.#last.delete(app);
    }
  }

  async #attempts(
    app: string,
    documents: readonly Document[],
    options: PublishOptions,
  ): Promise<Published[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction((tx) => this.publishIn(tx, app, documents, options), {
          lockTimeoutMs: 5_000,
        });
      } catch (error) {
        // All of it was undone: a table that was busy, or a deadlock, is tried again before anybody is told.
        if (attempt >= mostAttempts || !busyStates.includes(sqlState(error) ?? '')) throw explain(error);
      } finally {
        this.registry.forget(app);
        this.database.forgetPlans();
      }
    }
  }

  /** The same within a transaction that does more (installing an app). */
  async publishIn(
    tx: Transaction,
    app: string,
    documents: readonly Document[],
    options: PublishOptions,
  ): Promise<Published[]> {
    const revision = await this.documents.lockApp(tx, app);
    if (revision === null) throw notFound();
    if ((await this.registry.find(app))?.revision !== revision) this.registry.forget(app);
    const before = (await this.registry.find(app))?.documents ?? collectDocuments(documents);
    if (!before) throw invalid([], sentence('应用缺少 app 文档', 'The app document is missing'));
    const after = documents.reduce(withDocument, before);
    const issues = issuesOf(documents, before, after);
    if (issues.length > 0) throw invalid(issues);

    const forms = documents.filter((document) => document.kind === 'form');
    const isNew = (form: Form) => before.forms.get(form.id) === form;
    const changes = forms.flatMap((form) =>
      changesOf(isNew(form) ? null : (before.forms.get(form.id) ?? null), form),
    );
    refuseUnconfirmed(changes, forms, before, options.confirm ?? []);
    await this.storage.createSchema(tx, app);
    await this.storage.apply(tx, app, changes);

    const published: Published[] = [];
    for (const document of documents) {
      const key = { app, kind: document.kind, id: document.id };
      const revision = Number(await this.documents.saveDraft(tx, key, document, null, options.by));
      const note = options.note ?? null;
      const version = await this.documents.insertVersion(tx, key, document, options.by, note);
      published.push({ version, revision });
      await this.outbox.enqueue(tx, 'document.published', { ...key, version });
    }
    await this.documents.raiseRevision(tx, app);
    await options.alsoIn?.(tx, published);
    tx.afterCommit(() => this.events.publish({ topic: 'documents', app }));
    return published;
  }
}

/** What would be wrong with these documents, and with those that lean on them, once they are published. */
function issuesOf(documents: readonly Document[], before: AppDocuments, after: AppDocuments): Issue[] {
  // Of several it is said which one is meant.
  const own = documents.flatMap((document) =>
    checkDocument(document, after).map((one) => (documents.length > 1 ? inDocument(document, one) : one)),
  );
  return documents.some(({ kind }) => kind === 'form')
    ? [...own, ...brokenBy(documents, before, after)]
    : own;
}

/** Documents that were in order and would not be once the forms change: the removed field that a flow still names. */
function brokenBy(changed: readonly Document[], before: AppDocuments, after: AppDocuments): Issue[] {
  const isChanged = ({ kind, id }: Document) => changed.some((one) => one.kind === kind && one.id === id);
  return allDocuments(after).flatMap((document) => {
    if (isChanged(document)) return [];
    const found = checkDocument(document, after);
    if (found.length === 0 || checkDocument(document, before).length > 0) return [];
    return found.map((one) => inDocument(document, one));
  });
}

function inDocument({ kind, id }: Document, one: Issue): Issue {
  return { ...one, path: [kinds[kind].folder, id, ...one.path] };
}

function changesOf(before: Form | null, after: Form): StorageChange[] {
  return diffStorage(before ? storageOf(before) : null, storageOf(after));
}

function refuseUnconfirmed(
  changes: readonly StorageChange[],
  forms: readonly Form[],
  before: AppDocuments,
  confirmed: readonly string[],
): void {
  if (!changes.some(isDestructive)) return;
  const steps = forms.flatMap((form) => {
    const own = changes.filter(({ table }) => table.split('__')[0] === form.id);
    return describeChanges(own, before.forms.get(form.id) ?? null, form).map((step) =>
      forms.length > 1 ? { ...step, text: inForm(form, step.text) } : step,
    );
  });
  const open = [...new Set(steps.filter((step) => step.losesData).map((step) => step.key))].filter(
    (key) => !confirmed.includes(key),
  );
  if (open.length > 0)
    throw conflict(sentence('发布会删除数据，请先确认', 'Publishing loses data; please confirm'), [], {
      confirm: open,
      steps,
    });
}

/** The same step where several forms change. */
function inForm({ label }: Form, text: PublishStep['text']): PublishStep['text'] {
  return {
    'zh-CN': `${localize(label, 'zh-CN')}：${text['zh-CN']}`,
    en: `${localize(label, 'en')}: ${text.en}`,
  };
}

function explain(error: unknown): Problem | unknown {
  if (isUniqueViolation(error) && !isRepeated(error))
    return conflict(
      sentence(
        '已有数据中存在重复值，不能设为唯一',
        'There are equal values already, so it cannot be unique',
      ),
    );
  if (sqlState(error) === '55P03')
    return conflict(
      sentence('数据表正忙，请稍后再发布', 'The table is busy, please publish again in a moment'),
    );
  return error;
}
