import type { Reading } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';

/** Enough to find the one before a late report, and no diary of where somebody goes. */
const mostKept = 5;

@Injectable()
export class KnownPositionStore {
  /** The last one that was taken before the moment. */
  async before(on: Queryable, userId: string, at: string): Promise<Reading | null> {
    const { rows } = await on.query<Reading>(
      `select longitude, latitude, accuracy, to_json(at)#>>'{}' as at from platform.known_position
       where user_id = $1 and at < $2 order by at desc limit 1`,
      [userId, at],
      'known_position_before',
    );
    return rows[0] ?? null;
  }

  /** Nobody waits here for another transaction to forget the same ones. */
  async keep(on: Queryable, userId: string, reading: Reading): Promise<void> {
    const { longitude, latitude, accuracy = 0, at } = reading;
    await on.query(
      `insert into platform.known_position (user_id, at, longitude, latitude, accuracy) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [userId, at, longitude, latitude, accuracy],
      'known_position_keep',
    );
    await on.query(
      `delete from platform.known_position where user_id = $1 and at in (
         select at from platform.known_position where user_id = $1 order by at desc offset ${mostKept} for update skip locked)`,
      [userId],
      'known_position_forget',
    );
  }
}
