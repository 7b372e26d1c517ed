import type { ExportEntry } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { compileRows, type RowsShape } from '../records/record-queries.js';
import { bind } from '../records/statement.js';
import type { Viewer } from '../records/viewer.js';

const BATCH_ROWS = 500;

export interface ExportNote {
  app: string;
  by: string | null;
  kind: 'form' | 'report';
  subject: string;
  format: string;
  rows: number;
  filter: unknown;
}

/** Records in portions from one snapshot, and the log of what left the house. */
@Injectable()
export class ExportStore {
  constructor(readonly database: Database) {}

  /** The rows a viewer may see, as he sorted and filtered them; all as they were at one moment. */
  async read(
    viewer: Viewer,
    form: Form,
    shape: RowsShape,
    onBatch: (rows: Record<string, unknown>[], total: number) => Promise<void>,
  ): Promise<void> {
    const statement = compileRows(viewer, form, shape);
    const values = bind(statement, viewer.context);
    await this.database.transaction(
      async (tx) => {
        const counted = await tx.query<{ total: string }>(
          `select count(*) as total from (${statement.text}) n`,
          values,
        );
        const total = Number(counted.rows[0]?.total ?? 0);
        await tx.query(`declare "~export" no scroll cursor for ${statement.text}`, values);
        for (;;) {
          const { rows } = await tx.query<{ json: string }>(`fetch ${BATCH_ROWS} from "~export"`);
          if (rows.length === 0) return;
          await onBatch(
            rows.map(({ json }) => JSON.parse(json) as Record<string, unknown>),
            total,
          );
        }
      },
      { readOnly: true, isolation: 'repeatable read' },
    );
  }

  async note(on: Queryable, { app, by, kind, subject, format, rows, filter }: ExportNote): Promise<void> {
    await on.query(
      `insert into platform.export_log (app, by_user, kind, subject, format, rows, filter)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
      [app, by, kind, subject, format, rows, JSON.stringify(filter ?? null)],
    );
  }

  /** Newest first. */
  async log(app: string, limit: number): Promise<ExportEntry[]> {
    const { rows } = await this.database.query<ExportEntry>(
      `select l.id, l.at, p.reference as by, json_build_object('kind', l.kind, 'id', l.subject) as subject,
         l.format, l.rows, l.filter
       from platform.export_log l left join platform.user p on p.id = l.by_user
       where l.app = $1 order by l.at desc limit $2`,
      [app, limit],
    );
    return rows;
  }
}
