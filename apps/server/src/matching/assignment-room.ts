import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import { Database } from '../platform/database/database.js';

/** Where assignments are made: the database, and on whose behalf. */
@Injectable()
export class AssignmentRoom {
  constructor(
    readonly database: Database,
    private readonly sessions: SessionService,
  ) {}

  async callerOf(userId: string | null): Promise<Caller> {
    const caller = userId === null ? null : await this.sessions.actingFor(userId);
    if (!caller) throw new Error('Whoever asked for the assignment may no longer sign in');
    return caller;
  }
}
