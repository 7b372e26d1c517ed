import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

@Injectable()
export class AppointmentStore {
  constructor(readonly database: Database) {}

  /** Whoever promises times of one day takes turns until the end of the transaction. */
  async lock(tx: Queryable, app: string, matching: string, day: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `appointments ${app} ${matching} ${day}`,
    ]);
  }
}
