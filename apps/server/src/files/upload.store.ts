import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { FileInfo } from './file.store.js';

export interface Announced extends FileInfo {
  readonly sha256: Buffer;
  readonly createdBy: string;
}

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: Buffer;
  readonly createdBy: string | null;
  readonly isPending: boolean;
}

/** Rows of files that are not all here. */
@Injectable()
export class UploadStore {
  constructor(private readonly database: Database) {}

  /** false: the id is taken. */
  async announce({ id, name, type, size, sha256, createdBy }: Announced): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `insert into platform.file (id, name, type, size, sha256, created_by, pending_since)
       values ($1, $2, $3, $4, $5, $6, now()) on conflict (id) do nothing`,
      [id, name, type, size, sha256, createdBy],
    );
    return rowCount === 1;
  }

  async find(id: string): Promise<UploadRow | null> {
    const { rows } = await this.database.query<UploadRow>(
      `select id, name, type, size::float8 as size, sha256, created_by as "createdBy", pending_since is not null as "isPending"
       from platform.file where id = $1`,
      [id],
      'upload_find',
    );
    return rows[0] ?? null;
  }

  /** How many files of a person are on their way. */
  async pendingOf(userId: string): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>(
      'select count(*)::int as count from platform.file where created_by = $1 and pending_since is not null',
      [userId],
    );
    return rows[0]?.count ?? 0;
  }

  /** A finished file of the same person with the same content. */
  async twin(userId: string, sha256: Buffer, size: number): Promise<{ id: string; type: string } | null> {
    const { rows } = await this.database.query<{ id: string; type: string }>(
      `select id, type from platform.file
       where created_by = $1 and sha256 = $2 and size = $3 and pending_since is null limit 1`,
      [userId, sha256, size],
    );
    return rows[0] ?? null;
  }

  async finish(id: string, type: string): Promise<void> {
    await this.database.query('update platform.file set pending_since = null, type = $2 where id = $1', [
      id,
      type,
    ]);
  }
}
