import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface AppMember {
  readonly userId: string;
  readonly name: string;
  readonly login: string;
  readonly roles: readonly string[];
}

/** Who has which roles in an app. */
@Injectable()
export class AppMemberStore {
  constructor(private readonly database: Database) {}

  async list(app: string): Promise<AppMember[]> {
    const { rows } = await this.database.query<AppMember>(
      `select u.id as "userId", u.name, u.login, jsonb_agg(m.role order by m.role) as roles
       from platform.app_member m join platform.user u on u.id = m.user_id
       where m.app = $1 group by u.id order by u.name collate platform.by_sound, u.id`,
      [app],
    );
    return rows;
  }

  /** Makes `roles` the roles of the user in the app; none removes the member. */
  async replace(database: Queryable, app: string, userId: string, roles: readonly string[]): Promise<void> {
    await database.query(
      `with gone as (
         delete from platform.app_member where app = $1 and user_id = $2 and role <> all ($3::text[]))
       insert into platform.app_member (app, user_id, role)
       select $1, $2, role from unnest($3::text[]) as role on conflict do nothing`,
      [app, userId, roles],
    );
  }

  async usersWithRole(database: Queryable, app: string, role: string): Promise<string[]> {
    const { rows } = await database.query<{ id: string }>(
      `select u.id from platform.app_member m join platform.user u on u.id = m.user_id
       where m.app = $1 and m.role = $2 and u.status = 'active' order by u.id`,
      [app, role],
    );
    return rows.map(({ id }) => id);
  }

  async removeApp(database: Queryable, app: string): Promise<void> {
    await database.query('delete from platform.app_member where app = $1', [app]);
  }
}
