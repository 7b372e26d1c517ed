import type { Kind } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';

export interface DraftRow {
  app: string;
  kind: Kind;
  id: string;
  draft: Record<string, unknown>;
  revision: number;
  publishedVersion: number | null;
  updatedAt: string;
  updatedBy: string | null;
}
export interface PublishedRow {
  kind: Kind;
  id: string;
  version: number;
  document: unknown;
}
export interface VersionRow {
  version: number;
  publishedAt: string;
  publishedBy: string | null;
  note: string | null;
}

const draftColumns = `app, kind, id, draft, revision, published_version as "publishedVersion",
  updated_at as "updatedAt", (select name from platform.user u where u.id = updated_by) as "updatedBy"`;

/** Drafts and published versions of documents. */
@Injectable()
export class DocumentStore {
  constructor(private readonly database: Database) {}

  async apps(): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      'select id from platform.app order by created_at, id',
    );
    return rows.map((row) => row.id);
  }

  async insertApp(tx: Queryable, app: string, by: string | null): Promise<boolean> {
    const { rowCount } = await tx.query(
      'insert into platform.app (id, created_by) values ($1, $2) on conflict (id) do nothing',
      [app, by],
    );
    return rowCount === 1;
  }

  /** Serialises publishing within an app, and answers its revision; null where there is no such app. */
  async lockApp(tx: Transaction, app: string): Promise<number | null> {
    const { rows } = await tx.query<{ revision: string }>(
      'select revision from platform.app where id = $1 for update',
      [app],
    );
    return rows[0] ? Number(rows[0].revision) : null;
  }

  async raiseRevision(tx: Transaction, app: string): Promise<void> {
    await tx.query('update platform.app set revision = revision + 1 where id = $1', [app]);
    await tx.query(`select pg_notify('fieldwork_metadata', $1)`, [app]);
  }

  async published(app: string): Promise<{ revision: number; rows: PublishedRow[] } | null> {
    const { rows } = await this.database.query<{ revision: string; documents: PublishedRow[] | null }>(
      `select a.revision, (
         select json_agg(json_build_object('kind', d.kind, 'id', d.id, 'version', v.version, 'document', v.document)
                         order by d.kind, d.id)
         from platform.document d
         join platform.document_version v
           on (v.app, v.kind, v.id, v.version) = (d.app, d.kind, d.id, d.published_version)
         where d.app = a.id) as documents
       from platform.app a where a.id = $1`,
      [app],
    );
    return rows[0] ? { revision: Number(rows[0].revision), rows: rows[0].documents ?? [] } : null;
  }

  /** All drafts of an app, each with whether it differs from what is published. */
  async drafts(app: string): Promise<(DraftRow & { changed: boolean })[]> {
    const { rows } = await this.database.query<DraftRow & { changed: boolean }>(
      `select ${draftColumns}, draft is distinct from (
         select v.document from platform.document_version v
         where (v.app, v.kind, v.id, v.version) = (d.app, d.kind, d.id, d.published_version)) as changed
       from platform.document d where app = $1 and removed_at is null order by kind, id`,
      [app],
    );
    return rows;
  }

  async draft(app: string, kind: Kind, id: string): Promise<DraftRow | null> {
    const { rows } = await this.database.query<DraftRow>(
      `select ${draftColumns} from platform.document
       where app = $1 and kind = $2 and id = $3 and removed_at is null`,
      [app, kind, id],
    );
    return rows[0] ?? null;
  }

  /** Writes a draft if it still has this revision (0: it is not there yet; null: whatever it has). */
  async saveDraft(
    on: Queryable,
    key: { app: string; kind: Kind; id: string },
    draft: unknown,
    revision: number | null,
    by: string | null,
  ): Promise<number | null> {
    const { rows } = await on.query<{ revision: number }>(
      `insert into platform.document as d (app, kind, id, draft, updated_by)
       select $1, $2, $3, $4::jsonb, $6
       where $5::int is null or $5 = 0 or exists (
         select from platform.document where app = $1 and kind = $2 and id = $3)
       on conflict (app, kind, id) do update
         set draft = excluded.draft, revision = d.revision + 1, updated_at = now(), updated_by = excluded.updated_by,
             removed_at = null
         where $5::int is null or d.revision = $5 or ($5 = 0 and d.removed_at is not null)
       returning revision`,
      [key.app, key.kind, key.id, JSON.stringify(draft), revision, by],
    );
    return rows[0]?.revision ?? null;
  }

  async insertVersion(
    tx: Transaction,
    key: { app: string; kind: Kind; id: string },
    document: unknown,
    by: string | null,
    note: string | null,
  ): Promise<number> {
    const { rows } = await tx.query<{ version: number }>(
      `with next as (
         select coalesce(max(version), 0) + 1 as version from platform.document_version
         where app = $1 and kind = $2 and id = $3),
       put as (
         insert into platform.document_version (app, kind, id, version, document, published_by, note)
         select $1, $2, $3, version, $4::jsonb, $5, $6 from next returning version)
       update platform.document d set published_version = put.version from put
       where d.app = $1 and d.kind = $2 and d.id = $3
       returning put.version`,
      [key.app, key.kind, key.id, JSON.stringify(document), by, note],
    );
    return rows[0]?.version as number;
  }

  async versions(app: string, kind: Kind, id: string): Promise<VersionRow[]> {
    const { rows } = await this.database.query<VersionRow>(
      `select version, published_at as "publishedAt", u.name as "publishedBy", note
       from platform.document_version v left join platform.user u on u.id = v.published_by
       where app = $1 and kind = $2 and v.id = $3 order by version desc`,
      [app, kind, id],
    );
    return rows;
  }

  async version(app: string, kind: Kind, id: string, version: number): Promise<unknown> {
    const { rows } = await this.database.query<{ document: unknown }>(
      'select document from platform.document_version where app = $1 and kind = $2 and id = $3 and version = $4',
      [app, kind, id, version],
    );
    return rows[0]?.document ?? null;
  }

  /** Takes a document out of what runs and is designed. Its versions stay: what began with one goes on with it. */
  async withdraw(tx: Transaction, app: string, kind: Kind, id: string): Promise<void> {
    await tx.query(
      `update platform.document set published_version = null, removed_at = now(), revision = revision + 1
       where app = $1 and kind = $2 and id = $3`,
      [app, kind, id],
    );
  }

  /** The app and all its documents, with every version. */
  async removeApp(tx: Transaction, app: string): Promise<void> {
    await tx.query('delete from platform.app where id = $1', [app]);
    await tx.query(`select pg_notify('fieldwork_metadata', $1)`, [app]);
  }

  async remove(tx: Transaction, app: string, kind: Kind, id: string): Promise<void> {
    await tx.query('delete from platform.document where app = $1 and kind = $2 and id = $3', [app, kind, id]);
  }
}
