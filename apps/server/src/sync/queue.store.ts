import type { MutationResult, Wish } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';
import { storableJson, storableText } from '../platform/database/storable.js';

/** A device's queue in one app. */
export interface QueuePlace {
  device: string;
  app: string;
}

export interface SettledRow {
  seq: number;
  fingerprint: Buffer;
  answer: MutationResult;
}

export interface NewEntry {
  seq: number;
  id: string;
  wish: Wish;
  recordId: string;
  fingerprint: Buffer;
  happenedAt: string;
  result: MutationResult;
}

/** What devices reported, and what came of it: a row per entry, gapless per device and app. */
@Injectable()
export class QueueStore {
  constructor(readonly database: Database) {}

  async open({ device, app }: QueuePlace): Promise<void> {
    await this.database.query(
      'insert into platform.sync_queue (device, app) values ($1, $2) on conflict do nothing',
      [device, app],
      'sync_open',
    );
  }

  async settledSeq({ device, app }: QueuePlace): Promise<number> {
    const { rows } = await this.database.query<{ seq: number }>(
      'select settled_seq as seq from platform.sync_queue where device = $1 and app = $2',
      [device, app],
      'sync_settled',
    );
    return rows[0]?.seq ?? 0;
  }

  /** For this transaction alone; null when another one is at it. */
  async lock(tx: Queryable, { device, app }: QueuePlace): Promise<number | null> {
    const { rows } = await tx.query<{ seq: number }>(
      `select settled_seq as seq from platform.sync_queue where device = $1 and app = $2 for update skip locked`,
      [device, app],
      'sync_lock',
    );
    return rows[0]?.seq ?? null;
  }

  async find(on: Queryable, { device, app }: QueuePlace, seqs: readonly number[]): Promise<SettledRow[]> {
    const { rows } = await on.query<SettledRow>(
      `select seq, fingerprint, answer from platform.sync_entry
       where device = $1 and app = $2 and seq = any ($3::int[]) order by seq`,
      [device, app, seqs],
      'sync_find',
    );
    return rows;
  }

  /**
   * What came of an entry that is sent once more under another number, by this or another phone of the same person. Two
   * that send it at the same moment take turns.
   */
  async byId(tx: Queryable, { device, app }: QueuePlace, id: string): Promise<MutationResult | null> {
    await lockByName(tx, 'wish', app, id);
    const { rows } = await tx.query<{ answer: MutationResult }>(
      `select e.answer from platform.sync_entry e join platform.device d on d.id = e.device
       where e.app = $2 and e.id = $3 and d.user_id = (select user_id from platform.device where id = $1)
       order by e.settled_at limit 1`,
      [device, app, id],
      'sync_by_id',
    );
    return rows[0]?.answer ?? null;
  }

  /**
   * In the transaction of what it settles. The wish is kept where nothing came of it: also one that was refused for
   * characters that cannot be kept, or it would stand in the way of all that come after it.
   */
  async settle(tx: Queryable, { device, app }: QueuePlace, entry: NewEntry): Promise<void> {
    const { seq, id, wish, recordId, fingerprint, happenedAt, result } = entry;
    await tx.query(
      `with entry as (
         insert into platform.sync_entry
           (device, app, seq, id, name, form, record_id, fingerprint, state, answer, wish, happened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))
       update platform.sync_queue set settled_seq = $3, failing_seq = null, failures = 0 where device = $1 and app = $2`,
      [
        device,
        app,
        seq,
        id,
        wish.name,
        storableText(wish.form),
        recordId,
        fingerprint,
        result.state,
        storableJson(result),
        result.state === 'refused' ? storableJson(wish) : null,
        happenedAt,
      ],
      'sync_settle',
    );
  }

  /** Counts how often an entry has failed by a fault of the server; answers how often so far. */
  async failed({ device, app }: QueuePlace, seq: number): Promise<number> {
    const { rows } = await this.database.query<{ failures: number }>(
      `update platform.sync_queue set failures = case when failing_seq = $3 then failures + 1 else 1 end,
         failing_seq = $3 where device = $1 and app = $2 returning failures`,
      [device, app, seq],
    );
    return rows[0]?.failures ?? 0;
  }
}
