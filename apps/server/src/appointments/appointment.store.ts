import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';

@Injectable()
export class AppointmentStore {
  constructor(readonly database: Database) {}

  /** Whoever promises times of one day takes turns until the end of the transaction. */
  async lock(tx: Queryable, app: string, matching: string, day: string): Promise<void> {
    await lockByName(tx, 'appointments', app, matching, day);
  }
}
