import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

const BATCH = 5_000;

/**
 * What is kept for a while only: the table, the column with its age, and for how many days. Not among them: what a phone
 * once sent (it may come again after any time), histories and notices. Outbox, deliveries, messages and sessions have
 * sweepers of their own.
 */
const kept = [
  { table: 'idempotency', at: 'created_at', days: 30 },
  { table: 'rule_run', at: 'at', days: 180 },
  { table: 'connector_run', at: 'started_at', days: 90 },
  { table: 'wechat_message', at: 'at', days: 90 },
  { table: 'call', at: 'at', days: 90 },
] as const;

@Injectable()
export class RetentionStore {
  constructor(private readonly database: Database) {}

  /** Removes what is past its time, a few thousand rows at a time, so that nobody waits. Answers how many. */
  async removeOld(): Promise<number> {
    let removed = 0;
    for (const { table, at, days } of kept) {
      for (let count = BATCH; count === BATCH; removed += count) {
        const { rowCount } = await this.database.query(
          `delete from platform.${table} where ctid in (
             select ctid from platform.${table} where ${at} < now() - make_interval(days => $1) limit ${BATCH}
             for update skip locked)`,
          [days],
        );
        count = rowCount ?? 0;
      }
    }
    return removed;
  }
}
