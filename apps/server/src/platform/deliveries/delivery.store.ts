import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Queryable } from '../database/queryable.js';
import { storableText } from '../database/storable.js';

export interface NewDelivery {
  /** Names who sends it. */
  channel: string;
  /** To whom, in words for people. */
  target: string;
  payload: unknown;
  /** The same key in one channel is sent once. */
  key?: string;
  link?: { app: string; form: string; recordId: string };
}

/** A delivery in the hands of one sender. */
export interface Leased {
  id: string;
  channel: string;
  payload: unknown;
  attempts: number;
}

/** A delivery as administrators see it; its content is not shown. */
export interface ShownDelivery {
  id: string;
  channel: string;
  target: string;
  state: 'waiting' | 'sending' | 'sent' | 'dead';
  attempts: number;
  error: string | null;
  nextAt: string;
  createdAt: string;
  finishedAt: string | null;
}

const LOST = `state = 'sending' and leased_at < now() - interval '2 minutes'`;

@Injectable()
export class DeliveryStore {
  constructor(private readonly database: Database) {}

  /** null: there is one with this key already. */
  async add(tx: Queryable, { channel, target, payload, key, link }: NewDelivery): Promise<string | null> {
    const { rows } = await tx.query<{ id: string }>(
      `insert into platform.delivery (channel, target, payload, key, app, form, record_id)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (channel, key) where key is not null do nothing returning id`,
      [
        channel,
        target,
        JSON.stringify(payload),
        key ?? null,
        link?.app ?? null,
        link?.form ?? null,
        link?.recordId ?? null,
      ],
      'delivery_add',
    );
    return rows[0]?.id ?? null;
  }

  /** Takes one that is due; whatever the queue delivers twice, only one sender gets it. */
  async lease(id: string, lease: string): Promise<Leased | null> {
    const { rows } = await this.database.query<Leased>(
      `update platform.delivery set state = 'sending', lease = $2, leased_at = now(), attempts = attempts + 1
       where id = $1 and ((state = 'waiting' and next_at <= now()) or (${LOST}))
       returning id, channel, payload, attempts`,
      [id, lease],
    );
    return rows[0] ?? null;
  }

  /** Says that these are still being sent. */
  async keep(leases: readonly string[]): Promise<void> {
    await this.database.query(
      `update platform.delivery set leased_at = now() where state = 'sending' and lease = any($1)`,
      [leases],
    );
  }

  async finish(id: string, lease: string): Promise<void> {
    await this.database.query(
      `update platform.delivery set state = 'sent', error = null, finished_at = now() where id = $1 and lease = $2`,
      [id, lease],
    );
  }

  /** `waitMs` null: it is given up. The error may quote what the other side answered, whatever that was. */
  async fail(id: string, lease: string, error: string, waitMs: number | null): Promise<void> {
    await this.database.query(
      `update platform.delivery set error = $3, state = case when $4::float8 is null then 'dead' else 'waiting' end,
         next_at = now() + make_interval(secs => coalesce($4::float8, 0) / 1000),
         finished_at = case when $4::float8 is null then now() end
       where id = $1 and lease = $2`,
      [id, lease, storableText(error.slice(0, 2000)), waitMs],
    );
  }

  /** Those that are due and those whose sender has not been heard of for two minutes. */
  async due(limit: number): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      `select id from platform.delivery where (state = 'waiting' and next_at <= now()) or (${LOST})
       order by next_at limit $1`,
      [limit],
      'delivery_due',
    );
    return rows.map(({ id }) => id);
  }

  async list(
    state: ShownDelivery['state'] | null,
    before: string | null,
    limit: number,
  ): Promise<ShownDelivery[]> {
    const { rows } = await this.database.query<ShownDelivery>(
      `select id, channel, target, state, attempts, error, next_at as "nextAt", created_at as "createdAt",
              finished_at as "finishedAt"
       from platform.delivery where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
       order by id desc limit $3`,
      [state, before, limit],
    );
    return rows;
  }

  /** One that was given up begins anew; false where there is none. */
  async retry(id: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `update platform.delivery set state = 'waiting', attempts = 0, next_at = now(), finished_at = null
       where id = $1 and state = 'dead'`,
      [id],
    );
    return rowCount === 1;
  }

  async payloadsOf<P>(
    channel: string,
    fits: Partial<P>,
    from: string,
    to: string,
    limit: number,
  ): Promise<P[]> {
    const { rows } = await this.database.query<{ payload: P }>(
      `select payload from platform.delivery where channel = $1 and payload @> $2::jsonb
         and created_at >= $3 and created_at < $4 order by created_at, id limit $5`,
      [channel, JSON.stringify(fits), from, to, limit],
    );
    return rows.map(({ payload }) => payload);
  }

  async removeOld(days: number): Promise<void> {
    await this.database.query(
      `delete from platform.delivery where state = 'sent' and finished_at < now() - make_interval(days => $1)`,
      [days],
    );
  }
}
