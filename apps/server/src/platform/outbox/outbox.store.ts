import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/queryable.js';
import { storableText } from '../database/storable.js';
import { Outbox, type OutboxRow } from './outbox.js';

export interface EnqueueOptions {
  /** When to perform it: an instant, compared with the database's clock. Now, if left out. */
  readonly dueAt?: string | Date;
  /** At most one row waits per topic and key: another one replaces its payload and its time. For timers. */
  readonly key?: string;
}

const COLUMNS = `id, topic, key, payload, due_at as "dueAt", attempts`;
const WAITING = 'done_at is null and failed_at is null';

@Injectable()
export class OutboxStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Writes a row in the caller's transaction. It is performed after the commit, exactly once. */
  async enqueue(
    tx: Transaction,
    topic: string,
    payload: unknown,
    options: EnqueueOptions = {},
  ): Promise<void> {
    this.outbox.handlerOf(topic);
    const dueAt = options.dueAt instanceof Date ? options.dueAt.toISOString() : (options.dueAt ?? null);
    await tx.query(
      `insert into platform.outbox (topic, payload, due_at, key) values ($1, $2, coalesce($3, now()), $4)
       on conflict (topic, key) where key is not null and ${WAITING}
       do update set payload = excluded.payload, due_at = excluded.due_at, attempts = 0, error = null`,
      [topic, JSON.stringify(payload), dueAt, options.key ?? null],
      'outbox_enqueue',
    );
    tx.afterCommit(() => this.outbox.wake());
  }

  /** Takes back a row that still waits; false when it has been performed (or never was). */
  async cancel(tx: Transaction, topic: string, key: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `delete from platform.outbox where topic = $1 and key = $2 and ${WAITING}`,
      [topic, key],
    );
    return rowCount > 0;
  }

  /** Ids of rows that are due, oldest first. Not locked: each is claimed on its own. */
  async due(topics: readonly string[], limit: number): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      `select id from platform.outbox where ${WAITING} and due_at <= now() and topic = any ($1)
       order by due_at limit $2`,
      [topics, limit],
      'outbox_due',
    );
    return rows.map(({ id }) => id);
  }

  /** Milliseconds until the next row is due, null when none waits. */
  async nextDueMs(topics: readonly string[]): Promise<number | null> {
    const { rows } = await this.database.query<{ ms: number | null }>(
      `select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms
       from platform.outbox where ${WAITING} and topic = any ($1)`,
      [topics],
      'outbox_next',
    );
    return rows[0]?.ms ?? null;
  }

  /** Claims one row for this transaction; null when another worker has it or it is no longer due. */
  async claim(tx: Transaction, id: string): Promise<OutboxRow | null> {
    const { rows } = await tx.query<OutboxRow>(
      `select ${COLUMNS} from platform.outbox where id = $1 and ${WAITING} and due_at <= now() for update skip locked`,
      [id],
      'outbox_claim',
    );
    return rows[0] ?? null;
  }

  async done(tx: Transaction, id: string): Promise<void> {
    await tx.query(
      'update platform.outbox set done_at = now(), error = null where id = $1',
      [id],
      'outbox_done',
    );
  }

  /** Notes a failure: tried again after `waitMs`, or parked for good when that is null. */
  async failed(row: OutboxRow, error: string, waitMs: number | null): Promise<void> {
    // Another worker may have had the row since; then its word counts.
    await this.database.query(
      `update platform.outbox set attempts = attempts + 1, error = $2,
         due_at = case when $3::float8 is null then due_at else now() + make_interval(secs => $3::float8 / 1000) end,
         failed_at = case when $3::float8 is null then now() end
       where id = $1 and attempts = $4 and ${WAITING}`,
      [row.id, storableText(error.slice(0, 4000)), waitMs, row.attempts],
    );
  }

  /** Payloads of rows that are to be performed now and hold all of `part`; the oldest `limit`. */
  async waiting<P>(topic: string, part: Record<string, unknown>, limit: number): Promise<P[]> {
    const { rows } = await this.database.query<{ payload: P }>(
      `select payload from platform.outbox where ${WAITING} and due_at <= now() + interval '1 minute'
         and topic = $1 and payload @> $2::jsonb order by due_at limit $3`,
      [topic, JSON.stringify(part), limit],
      'outbox_waiting',
    );
    return rows.map(({ payload }) => payload);
  }

  /** Topics for which rows wait. */
  async waitingTopics(): Promise<string[]> {
    const { rows } = await this.database.query<{ topic: string }>(
      `select distinct topic from platform.outbox where ${WAITING}`,
    );
    return rows.map(({ topic }) => topic);
  }

  /** Rows that were given up, newest first, for people to look at. */
  async parked(limit: number): Promise<(OutboxRow & { error: string; failedAt: string })[]> {
    const { rows } = await this.database.query<OutboxRow & { error: string; failedAt: string }>(
      `select ${COLUMNS}, error, failed_at as "failedAt" from platform.outbox
       where failed_at is not null order by failed_at desc limit $1`,
      [limit],
    );
    return rows;
  }

  /** Lets a parked row try again from the start. */
  async retry(id: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `update platform.outbox set failed_at = null, attempts = 0, due_at = now() where id = $1 and failed_at is not null`,
      [id],
    );
    this.outbox.wake();
    return rowCount === 1;
  }

  /** Signals the workers of other processes. */
  async announce(channel: string): Promise<void> {
    await this.database.query('select pg_notify($1, $2)', [channel, '']);
  }

  async removeDone(keepDays: number): Promise<void> {
    await this.database.query(
      'delete from platform.outbox where done_at < now() - make_interval(days => $1)',
      [keepDays],
    );
  }
}
