import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { sqlState } from '../platform/database/database-errors.js';
import type { Queryable } from '../platform/database/queryable.js';
import { notFound } from '../platform/http/problem.js';
import { type AppMember, AppMemberStore } from './app-member.store.js';
import { SessionService } from './session.service.js';

@Injectable()
export class AppMemberService {
  constructor(
    private readonly members: AppMemberStore,
    private readonly sessions: SessionService,
    private readonly database: Database,
  ) {}

  list(app: string): Promise<AppMember[]> {
    return this.members.list(app);
  }

  /** Gives a user exactly these roles in an app. Takes effect with the answer. */
  async replace(app: string, userId: string, roles: readonly string[]): Promise<void> {
    await this.members.replace(this.database, app, userId, roles).catch((error: unknown) => {
      throw sqlState(error) === '23503' ? notFound() : error;
    });
    await this.sessions.accessChanged(userId);
  }

  /** Active users who have the role, for assigning tasks and notifying. */
  usersWithRole(database: Queryable, app: string, role: string): Promise<string[]> {
    return this.members.usersWithRole(database, app, role);
  }

  /** Nobody is a member any more. Part of removing an app. */
  async removeApp(database: Queryable, app: string): Promise<void> {
    await this.members.removeApp(database, app);
  }
}
