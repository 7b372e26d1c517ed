import { isDeepStrictEqual } from 'node:util';
import type { ImportedApp } from '@fieldwork/api-contract';
import { type App, type AppDocuments, allDocuments, type Document } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { invalid, sentence } from '../platform/http/problem.js';
import { AppRegistry } from './app-registry.js';
import { PublishService } from './publish.service.js';

/** Brings an app that is there to the state of a file or a template. */
@Injectable()
export class AppUpdateService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly publisher: PublishService,
  ) {}

  /**
   * Publishes, in one go, those of the documents that differ from what the app has. What they leave out stays, in the
   * menu too. @throws Problem 404, 422 naming what would break, 409 with the steps that lose data and are not agreed to
   */
  async update(
    documents: readonly Document[],
    options: { by: string | null; confirm?: readonly string[] | undefined },
  ): Promise<ImportedApp> {
    const next = documents.find((document) => document.kind === 'app');
    if (!next) throw invalid([], sentence('缺少应用文档', 'The app document is missing'));
    const { documents: before } = await this.registry.app(next.id);
    const there = allDocuments(before);
    const same = (a: Document, b: Document) => a.kind === b.kind && a.id === b.id;
    const kept = there.filter((one) => !documents.some((given) => same(given, one)));
    const wanted = documents.map((one) => (one.kind === 'app' ? withOldEntries(one, before, kept) : one));
    const changed = wanted.filter(
      (one) => !there.some((old) => same(old, one) && isDeepStrictEqual(old, one)),
    );
    if (changed.length > 0) await this.publisher.publish(next.id, changed, options);
    return { id: next.id, written: changed.length, kept: kept.length };
  }
}

/** The new menu and, at its end, the old entries of what stays and the new one does not know. */
function withOldEntries(next: App, { app: old }: AppDocuments, kept: readonly Document[]): App {
  const entries = old.menu.flatMap((item) => (item.type === 'group' ? item.items : [item]));
  const staying = entries.filter((entry) =>
    kept.some(
      ({ kind, id }) => kind === entry.type && id === (entry.type === 'form' ? entry.form : entry.page),
    ),
  );
  return staying.length === 0 ? next : { ...next, menu: [...next.menu, ...staying] };
}
