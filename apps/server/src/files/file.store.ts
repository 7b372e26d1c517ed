import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { FileOwner } from './file-access.js';

/** A file as the API shows it. */
export interface FileInfo {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Announced, and not all here yet. */
  readonly pending?: true;
}

export interface StoredFile extends FileInfo {
  readonly createdBy: string | null;
  /** The record's field it belongs to, null while it is only uploaded. */
  readonly owner: FileOwner | null;
}

interface Row extends FileInfo {
  isPending: boolean;
  createdBy: string | null;
  app: string | null;
  form: string;
  recordId: string;
  field: string;
}

const COLUMNS = `id, name, type, size::float8 as size, created_by as "createdBy", app, form, record_id as "recordId", field,
  pending_since is not null as "isPending"`;
const INFO = `id, name, type, size::float8 as size, case when pending_since is not null then true end as pending`;

@Injectable()
export class FileStore {
  constructor(private readonly database: Database) {}

  async add(file: FileInfo & { readonly sha256: Buffer; readonly createdBy: string | null }): Promise<void> {
    await this.database.query(
      'insert into platform.file (id, name, type, size, sha256, created_by) values ($1, $2, $3, $4, $5, $6)',
      [file.id, file.name, file.type, file.size, file.sha256, file.createdBy],
    );
  }

  async find(id: string): Promise<StoredFile | null> {
    const { rows } = await this.database.query<Row>(`select ${COLUMNS} from platform.file where id = $1`, [
      id,
    ]);
    return rows[0] ? stored(rows[0]) : null;
  }

  /**
   * Gives files to a record's field: those that the user uploaded and nobody has, and those it has already.
   * Answers the ones that now belong to it.
   */
  async claim(
    tx: Queryable,
    ids: readonly string[],
    owner: FileOwner,
    userId: string | null,
  ): Promise<FileInfo[]> {
    const { rows } = await tx.query<FileInfo>(
      `update platform.file set app = $2, form = $3, record_id = $4, field = $5, unclaimed_since = null
       where id = any ($1::uuid[])
         and ((app is null and created_by is not distinct from $6::uuid)
           or (app = $2 and form = $3 and record_id = $4 and field = $5))
       returning ${INFO}`,
      [ids, owner.app, owner.form, owner.recordId, owner.field, userId],
    );
    return rows.map(info);
  }

  /** Lets go of the files of a field that are not among `keep`; the sweep removes them a day later. */
  async release(tx: Queryable, owner: FileOwner, keep: readonly string[]): Promise<void> {
    await tx.query(
      `update platform.file set app = null, form = null, record_id = null, field = null, unclaimed_since = now()
       where app = $1 and form = $2 and record_id = $3 and field = $4 and id <> all ($5::uuid[])`,
      [owner.app, owner.form, owner.recordId, owner.field, keep],
    );
  }

  async describe(database: Queryable, ids: readonly string[]): Promise<FileInfo[]> {
    const { rows } = await database.query<FileInfo>(
      `select ${INFO} from platform.file where id = any ($1::uuid[])`,
      [ids],
    );
    return rows.map(info);
  }

  /** Removes the rows of files that nobody has had for a day; answers their ids. */
  async removeUnclaimed(limit: number): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      `delete from platform.file where id in (
         select id from platform.file where unclaimed_since < now() - interval '24 hours' limit $1
         for update skip locked) returning id`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }
}

function stored({ app, form, recordId, field, isPending, ...rest }: Row): StoredFile {
  return {
    ...rest,
    ...(isPending ? { pending: true } : {}),
    owner: app === null ? null : { app, form, recordId, field },
  };
}

function info({ pending, ...rest }: FileInfo): FileInfo {
  return pending ? { ...rest, pending } : rest;
}
