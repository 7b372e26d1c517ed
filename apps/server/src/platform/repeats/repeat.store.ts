import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Queryable } from '../database/queryable.js';

export interface RememberedAnswer {
  fingerprint: Buffer;
  answer: string;
}

@Injectable()
export class RepeatStore {
  constructor(private readonly database: Database) {}

  async find(caller: string, key: string, on: Queryable = this.database): Promise<RememberedAnswer | null> {
    const { rows } = await on.query<RememberedAnswer>(
      'select fingerprint, answer from platform.idempotency where caller = $1 and key = $2',
      [caller, key],
      'idempotency_get',
    );
    return rows[0] ?? null;
  }

  async insert(
    on: Queryable,
    repeat: { caller: string; key: string; fingerprint: Buffer; status: number; answer: string },
  ): Promise<void> {
    await on.query(
      `insert into platform.idempotency (caller, key, fingerprint, status, answer) values ($1, $2, $3, $4, $5)`,
      [repeat.caller, repeat.key, repeat.fingerprint, repeat.status, repeat.answer],
      'idempotency_put',
    );
  }
}
