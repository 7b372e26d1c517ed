import { collectDocuments, type Document, type Kind, parseDocument } from '@fieldwork/metadata';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Listener } from '../platform/database/listener.js';
import { notFound, sentence } from '../platform/http/problem.js';
import { DocumentStore } from './document.store.js';
import { type PublishedApp, versionKey } from './published-app.js';

/** The published apps, read once per revision; another process that publishes says so by NOTIFY. */
@Injectable()
export class AppRegistry implements OnModuleInit {
  readonly #apps = new Map<string, Promise<PublishedApp | null>>();
  readonly #pinned = new Map<string, Promise<Document | null>>();
  readonly #log = new Logger('Metadata');

  constructor(
    private readonly store: DocumentStore,
    private readonly listener: Listener,
  ) {}

  onModuleInit(): void {
    this.listener.listen(
      'fieldwork_metadata',
      (app) => this.forget(app),
      () => this.#apps.clear(),
    );
  }

  forget(app: string): void {
    this.#apps.delete(app);
  }

  /** The app as published now; a problem 404 where there is none. */
  async app(id: string): Promise<PublishedApp> {
    const found = await this.find(id);
    if (!found)
      throw notFound(sentence(`没有应用 ${id.slice(0, 50)}`, `There is no app “${id.slice(0, 50)}”`));
    return found;
  }

  async find(id: string): Promise<PublishedApp | null> {
    const kept = this.#apps.get(id);
    if (kept) return kept;
    const loading = this.#load(id);
    this.#apps.set(id, loading);
    try {
      const app = await loading;
      if (!app) this.#apps.delete(id);
      return app;
    } catch (error) {
      this.#apps.delete(id);
      throw error;
    }
  }

  async all(): Promise<PublishedApp[]> {
    const apps = await Promise.all((await this.store.apps()).map((id) => this.find(id)));
    return apps.filter((app) => app !== null);
  }

  /** One published version, for instances that stay on the version they began with. */
  async version<D extends Document>(app: string, kind: Kind, id: string, version: number): Promise<D | null> {
    const key = `${app}/${kind}/${id}/${version}`;
    let kept = this.#pinned.get(key);
    if (!kept) {
      kept = this.store
        .version(app, kind, id, version)
        .then((document) => (document === null ? null : parseDocument(kind, document).document));
      this.#pinned.set(key, kept);
      kept.catch(() => this.#pinned.delete(key));
    }
    return (await kept) as D | null;
  }

  async #load(id: string): Promise<PublishedApp | null> {
    const found = await this.store.published(id);
    if (!found) return null;
    const documents: Document[] = [];
    for (const row of found.rows) {
      const { document, issues } = parseDocument(row.kind, row.document);
      if (document) documents.push(document);
      else
        this.#log.error({
          msg: 'a published document is not in order',
          app: id,
          kind: row.kind,
          id: row.id,
          issues,
        });
    }
    const collected = collectDocuments(documents);
    if (!collected) return null;
    return {
      id,
      revision: found.revision,
      documents: collected,
      versions: new Map(found.rows.map((row) => [versionKey(row.kind, row.id), row.version])),
    };
  }
}
