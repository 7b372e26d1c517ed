import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import { storableJson } from '../platform/database/storable.js';

export interface ImportCounts {
  nextRow: number;
  created: number;
  updated: number;
  failed: number;
}

/** `reasons`: field (or column name) → why, in both languages. */
export interface ImportError {
  rowNumber: number;
  cells: string[];
  reasons: { column: string; value: string; reason: { 'zh-CN': string; en: string } }[];
}

/** How far imports are. Written in the transactions of their rows, so a killed import goes on where it was. */
@Injectable()
export class ImportStore {
  constructor(readonly database: Database) {}

  async counts(on: Queryable, jobId: string): Promise<ImportCounts> {
    const { rows } = await on.query<ImportCounts>(
      `insert into platform.import_progress (job_id) values ($1)
       on conflict (job_id) do update set job_id = excluded.job_id
       returning next_row as "nextRow", created, updated, failed`,
      [jobId],
    );
    return rows[0] as ImportCounts;
  }

  /** false: another run of the same job was quicker; the transaction is to be given up. */
  async advance(tx: Transaction, jobId: string, before: ImportCounts, after: ImportCounts): Promise<boolean> {
    const { rowCount } = await tx.query(
      `update platform.import_progress set next_row = $3, created = $4, updated = $5, failed = $6
       where job_id = $1 and next_row = $2`,
      [jobId, before.nextRow, after.nextRow, after.created, after.updated, after.failed],
    );
    return rowCount === 1;
  }

  async noteErrors(tx: Transaction, jobId: string, errors: readonly ImportError[]): Promise<void> {
    if (errors.length === 0) return;
    await tx.query(
      `insert into platform.import_error (job_id, row_number, cells, reasons)
       select $1, r."rowNumber", r.cells, r.reasons
       from json_to_recordset($2::json) as r("rowNumber" int, cells jsonb, reasons jsonb)
       on conflict do nothing`,
      [jobId, storableJson(errors)],
    );
  }

  async errors(jobId: string, after: number, limit: number): Promise<ImportError[]> {
    const { rows } = await this.database.query<ImportError>(
      `select row_number as "rowNumber", cells, reasons from platform.import_error
       where job_id = $1 and row_number > $2 order by row_number limit $3`,
      [jobId, after, limit],
    );
    return rows;
  }
}
