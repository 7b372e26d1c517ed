import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

@Injectable()
export class SetupStore {
  constructor(private readonly database: Database) {}

  async isCompleted(): Promise<boolean> {
    const { rows } = await this.database.query<{ isCompleted: boolean }>(
      'select completed_at is not null as "isCompleted" from platform.setup',
    );
    return rows[0]?.isCompleted === true;
  }

  async setToken(tokenHash: Buffer): Promise<void> {
    await this.database.query('update platform.setup set token_hash = $1 where completed_at is null', [
      tokenHash,
    ]);
  }

  /**
   * Closes the set-up for good; answers false when it was closed already or the token is another one. The row stays
   * locked until the transaction ends, so of two set-ups at the same moment one waits and is refused.
   */
  async complete(database: Queryable, tokenHash: Buffer | null): Promise<boolean> {
    const { rowCount } = await database.query(
      `update platform.setup set completed_at = now(), token_hash = null
       where completed_at is null and ($1::bytea is null or token_hash = $1)`,
      [tokenHash],
    );
    return rowCount === 1;
  }
}
