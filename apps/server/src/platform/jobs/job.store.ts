import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Queryable } from '../database/queryable.js';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A long piece of work as people see it. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly progress: unknown;
  readonly result: unknown;
  readonly error: string | null;
  readonly app: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface NewJob {
  readonly kind: string;
  readonly data: unknown;
  readonly createdBy: string | null;
  readonly app?: string;
}

/** A job in the hands of one runner. */
export interface RunningJob {
  readonly id: string;
  readonly kind: string;
  readonly data: unknown;
  readonly createdBy: string | null;
  readonly attempts: number;
  readonly progress: unknown;
}

const SHOWN = `id, kind, state, progress, result, error, app, created_by as "createdBy", created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`;
const LOST = `heartbeat_at < now() - interval '15 seconds'`;

@Injectable()
export class JobStore {
  constructor(private readonly database: Database) {}

  async create(database: Queryable, job: NewJob): Promise<string> {
    const { rows } = await database.query<{ id: string }>(
      'insert into platform.job (kind, data, created_by, app) values ($1, $2, $3, $4) returning id',
      [job.kind, JSON.stringify(job.data), job.createdBy, job.app ?? null],
    );
    return rows[0]!.id;
  }

  async find(id: string): Promise<Job | null> {
    const { rows } = await this.database.query<Job>(`select ${SHOWN} from platform.job where id = $1`, [id]);
    return rows[0] ?? null;
  }

  /**
   * Takes a job for a runner: one that waits, or one whose runner has not been heard of for 15 seconds. Whatever the
   * queue delivers twice, only one runner gets it.
   */
  async claim(id: string, runner: string): Promise<RunningJob | null> {
    const { rows } = await this.database.query<RunningJob>(
      `update platform.job set state = 'running', runner = $2, attempts = attempts + 1, heartbeat_at = now(),
         started_at = coalesce(started_at, now())
       where id = $1 and not cancel_requested and (state = 'queued' or (state = 'running' and ${LOST}))
       returning id, kind, data, created_by as "createdBy", attempts, progress`,
      [id, runner],
    );
    return rows[0] ?? null;
  }

  /**
   * A sign of life, with progress if there is any new. `lost`: the job is no longer this runner's. Only runs in a row
   * that got nowhere count as attempts: a long job survives any number of restarts as long as it moves on.
   */
  async beat(id: string, runner: string, progress: unknown): Promise<'go on' | 'cancel' | 'lost'> {
    const { rows } = await this.database.query<{ isCancelled: boolean }>(
      `update platform.job set heartbeat_at = now(), progress = coalesce($3::jsonb, progress),
         attempts = case when $3::jsonb <> progress then 1 else attempts end
       where id = $1 and runner = $2 and state = 'running' returning cancel_requested as "isCancelled"`,
      [id, runner, progress === undefined ? null : JSON.stringify(progress)],
    );
    if (!rows[0]) return 'lost';
    return rows[0].isCancelled ? 'cancel' : 'go on';
  }

  async finish(
    id: string,
    runner: string,
    outcome: { state: 'done' | 'failed' | 'cancelled'; result?: unknown; error?: string; progress?: unknown },
  ): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `update platform.job set state = $3, result = $4, error = $5, progress = coalesce($6, progress), finished_at = now()
       where id = $1 and runner = $2 and state = 'running'`,
      [
        id,
        runner,
        outcome.state,
        json(outcome.result),
        outcome.error?.slice(0, 4000) ?? null,
        json(outcome.progress),
      ],
    );
    return rowCount === 1;
  }

  /** Puts a job back: its process is shutting down and another one is to go on with it. */
  async release(id: string, runner: string): Promise<void> {
    await this.database.query(
      `update platform.job set state = 'queued', runner = null, attempts = attempts - 1,
         heartbeat_at = now() - interval '1 minute'
       where id = $1 and runner = $2 and state = 'running'`,
      [id, runner],
    );
  }

  /** A waiting job is cancelled at once, a running one is asked to stop. */
  async cancel(id: string): Promise<void> {
    await this.database.query(
      `update platform.job set cancel_requested = true,
         finished_at = case when state = 'queued' then now() end,
         state = case when state = 'queued' then 'cancelled' else state end
       where id = $1 and state in ('queued', 'running')`,
      [id],
    );
  }

  /** Jobs that nobody works on: fails or cancels those that cannot go on, answers the others for the queue. */
  async lost(mostAttempts: number): Promise<{ id: string; kind: string }[]> {
    await this.database.query(
      `update platform.job set finished_at = now(), state = case when cancel_requested then 'cancelled' else 'failed' end,
         error = case when not cancel_requested then 'Given up: its process ended ' || attempts || ' times' end
       where state = 'running' and ${LOST} and (cancel_requested or attempts >= $1)`,
      [mostAttempts],
    );
    const { rows } = await this.database.query<{ id: string; kind: string }>(
      `select id, kind from platform.job where state in ('queued', 'running') and ${LOST} order by id limit 500`,
    );
    return rows;
  }
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
