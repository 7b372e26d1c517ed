import type { ConnectorRun } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';
import { storableJson, storableText } from '../platform/database/storable.js';

export interface RunCounts {
  read: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  errors: ConnectorRun['errors'];
}

export const noCounts = (): RunCounts => ({
  read: 0,
  created: 0,
  updated: 0,
  skipped: 0,
  failed: 0,
  errors: [],
});

const SHOWN_ERRORS = 50;

/** Adds what came of another batch. */
export function addCounts(counts: RunCounts, { errors, ...more }: RunCounts): void {
  for (const name of ['read', 'created', 'updated', 'skipped', 'failed'] as const) counts[name] += more[name];
  counts.errors.push(...errors.slice(0, SHOWN_ERRORS - counts.errors.length));
}

/** What came of the runs of connectors, and when the next one is due. */
@Injectable()
export class RunStore {
  constructor(readonly database: Database) {}

  /** Null: a run of the same connector has begun and not ended; one of an hour ago is taken for dead. */
  async begin(app: string, connector: string, isDry: boolean): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      await lockByName(tx, 'run', app, connector);
      const { rows } = await tx.query<{ id: string }>(
        `insert into platform.connector_run (app, connector, is_dry)
         select $1, $2, $3 where not exists (select from platform.connector_run where app = $1 and connector = $2
           and finished_at is null and started_at > now() - interval '1 hour') returning id`,
        [app, connector, isDry],
      );
      return rows[0]?.id ?? null;
    });
  }

  /** A run that is begun and ended in one go, as of a call. */
  async add(tx: Queryable, app: string, connector: string): Promise<string> {
    const { rows } = await tx.query<{ id: string }>(
      'insert into platform.connector_run (app, connector) values ($1, $2) returning id',
      [app, connector],
    );
    return rows[0]?.id ?? '';
  }

  async remove(tx: Queryable, id: string): Promise<void> {
    await tx.query('delete from platform.connector_run where id = $1', [id]);
  }

  async finish(
    id: string,
    counts: RunCounts,
    error: string | null,
    tx: Queryable = this.database,
  ): Promise<void> {
    const { read, created, updated, skipped, failed, errors } = counts;
    await tx.query(
      `update platform.connector_run set finished_at = now(), read_count = $2, created = $3, updated = $4, skipped = $5,
         failed = $6, errors = $7, error = $8 where id = $1`,
      [
        id,
        read,
        created,
        updated,
        skipped,
        failed,
        storableJson(errors),
        error === null ? null : storableText(error.slice(0, 1000)),
      ],
    );
  }

  async list(app: string, connector: string, limit: number): Promise<ConnectorRun[]> {
    const { rows } = await this.database.query<ConnectorRun>(
      `select id, is_dry as "isDry", started_at as "startedAt", finished_at as "finishedAt", read_count as read, created,
         updated, skipped, failed, error, errors,
         exists (select from platform.hook_call where run_id = platform.connector_run.id) as "isCall"
       from platform.connector_run where app = $1 and connector = $2 order by id desc limit $3`,
      [app, connector, limit],
    );
    return rows;
  }

  async nextOf(app: string): Promise<Map<string, string | null>> {
    const { rows } = await this.database.query<{ connector: string; nextAt: string | null }>(
      `select connector, next_at as "nextAt" from platform.connector_state where app = $1`,
      [app],
    );
    return new Map(rows.map(({ connector, nextAt }) => [connector, nextAt]));
  }

  async since(app: string, connector: string): Promise<string | null> {
    const { rows } = await this.database.query<{ since: string | null }>(
      'select since from platform.connector_state where app = $1 and connector = $2',
      [app, connector],
    );
    return rows[0]?.since ?? null;
  }

  /** When everything up to a moment has been read. */
  async keepSince(app: string, connector: string, since: string): Promise<void> {
    await this.database.query(
      `insert into platform.connector_state (app, connector, since) values ($1, $2, $3)
       on conflict (app, connector) do update set since = excluded.since`,
      [app, connector, since],
    );
  }

  async plan(app: string, connector: string, nextAt: string | null): Promise<void> {
    await this.database.query(
      `insert into platform.connector_state (app, connector, next_at) values ($1, $2, $3)
       on conflict (app, connector) do update set next_at = excluded.next_at`,
      [app, connector, nextAt],
    );
  }

  /** Systems that are connected. */
  async connected(): Promise<{ app: string; system: string }[]> {
    const { rows } = await this.database.query<{ app: string; system: string }>(
      'select app, system from platform.connection where is_enabled',
    );
    return rows;
  }

  /** Takes one that is due; of several processes one gets it. Its next moment is planned by whoever took it. */
  async takeDue(): Promise<{ app: string; connector: string } | null> {
    const { rows } = await this.database.query<{ app: string; connector: string }>(
      `update platform.connector_state s set next_at = now() + interval '1 hour'
       where (app, connector) = (select app, connector from platform.connector_state where next_at <= now()
         order by next_at limit 1 for update skip locked)
       returning app, connector`,
    );
    return rows[0] ?? null;
  }
}
