import type { DraftData } from '@fieldwork/api-contract';
import { type Document, type Kind, parseDocument, type Text, textSchema } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { conflict, invalid, notFound, sentence } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { isRepeated, Repeats } from '../platform/repeats/repeats.js';
import { DocumentStore, type DraftRow, type VersionRow } from './document.store.js';
import { type Published, PublishService } from './publish.service.js';

/** Drafts in the designer. A draft may be unfinished; only what is published must be in order. */
@Injectable()
export class DraftService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentStore,
    private readonly publisher: PublishService,
    private readonly repeats: Repeats,
  ) {}

  async list(app: string): Promise<Omit<DraftData, 'document' | 'issues' | 'steps'>[]> {
    const rows = await this.documents.drafts(app);
    return rows.map(({ draft, ...row }) => ({ ...row, ...summaryOf(draft, row.id) }));
  }

  async get(app: string, kind: Kind, id: string): Promise<DraftData> {
    const row = await this.#row(app, kind, id);
    const published =
      row.publishedVersion === null
        ? null
        : await this.documents.version(app, kind, id, row.publishedVersion);
    const { issues, steps } = await this.#look(app, kind, row.draft);
    const { draft, ...rest } = row;
    return { ...rest, document: draft, changed: !isDeepEqual(draft, published), issues, steps };
  }

  async save(
    app: string,
    kind: Kind,
    id: string,
    document: Record<string, unknown>,
    revision: number | undefined,
    by: string,
  ): Promise<DraftData> {
    if (document.kind !== kind || document.id !== id)
      throw invalid(
        [],
        sentence('文档的类型或标识与地址不符', 'The document has another kind or id than the address'),
      );
    const saved = await this.documents.saveDraft(
      this.database,
      { app, kind, id },
      document,
      revision ?? null,
      by,
    );
    if (saved === null) {
      const current = await this.#row(app, kind, id);
      throw conflict(sentence('草稿已被他人修改', 'The draft was changed by somebody else'), [], {
        revision: current.revision,
        updatedBy: current.updatedBy,
      });
    }
    return this.get(app, kind, id);
  }

  async publish(
    app: string,
    kind: Kind,
    id: string,
    options: {
      revision?: number | undefined;
      confirm?: string[] | undefined;
      note?: string | undefined;
      by: string;
      repeatable?: Repeatable | undefined;
    },
  ): Promise<Published> {
    // Asked again, it answers what it did, whatever the draft is by now.
    const { repeatable } = options;
    const target = `${app}/${kind}/${id}/publish`;
    const first = repeatable ? await this.repeats.first(target, repeatable) : null;
    if (first !== null) return JSON.parse(first);
    const row = await this.#row(app, kind, id);
    if (options.revision !== undefined && options.revision !== row.revision)
      throw conflict(sentence('草稿已被他人修改', 'The draft was changed by somebody else'), [], {
        revision: row.revision,
      });
    const parsed = parseDocument(kind, row.draft);
    if (!parsed.document) throw invalid(parsed.issues);
    try {
      const [published] = await this.publisher.publish(app, [parsed.document as Document], {
        ...options,
        alsoIn: async (tx, [done]) => {
          await this.repeats.remember(tx, target, repeatable, 200, JSON.stringify(done));
        },
      });
      return published as Published;
    } catch (error) {
      if (repeatable && isRepeated(error)) return this.publish(app, kind, id, options);
      throw error;
    }
  }

  async versions(app: string, kind: Kind, id: string): Promise<VersionRow[]> {
    return this.documents.versions(app, kind, id);
  }

  async version(app: string, kind: Kind, id: string, version: number): Promise<unknown> {
    const document = await this.documents.version(app, kind, id, version);
    if (document === null) throw notFound();
    return document;
  }

  /** Throws a draft away: back to what is published, or, never published, gone. */
  async discard(app: string, kind: Kind, id: string): Promise<void> {
    const row = await this.#row(app, kind, id);
    await this.database.transaction(async (tx) => {
      if (row.publishedVersion === null) return this.documents.remove(tx, app, kind, id);
      const published = await this.documents.version(app, kind, id, row.publishedVersion);
      await this.documents.saveDraft(tx, { app, kind, id }, published, null, null);
    });
  }

  async #look(app: string, kind: Kind, draft: unknown) {
    const parsed = parseDocument(kind, draft);
    if (!parsed.document) return { issues: parsed.issues, steps: [] };
    return this.publisher.preview(app, parsed.document as Document);
  }

  async #row(app: string, kind: Kind, id: string): Promise<DraftRow> {
    const row = await this.documents.draft(app, kind, id);
    if (!row) throw notFound();
    return row;
  }
}

/** How a draft is called and which form it is about; a draft may be anything, and then it is called by its id. */
function summaryOf(draft: unknown, id: string): { label: Text; form?: string } {
  const { label, form } = (typeof draft === 'object' && draft !== null ? draft : {}) as Record<
    string,
    unknown
  >;
  const named = textSchema.safeParse(label);
  return { label: named.success ? named.data : id, ...(typeof form === 'string' ? { form } : {}) };
}

/** Equality of JSON, whatever the order of keys (jsonb keeps its own). */
function isDeepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isDeepEqual((a as never)[key], (b as never)[key]))
  );
}
