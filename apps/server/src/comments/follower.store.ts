import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { Subject } from './comment-row.js';

/** Who wants to hear of a record. A row that says no keeps him from being added again by what he does. */
@Injectable()
export class FollowerStore {
  async set(
    on: Queryable,
    { app, form, recordId }: Subject,
    userId: string,
    isFollowing: boolean,
  ): Promise<void> {
    await on.query(
      `insert into platform.follower (app, form, record_id, user_id, is_following) values ($1, $2, $3, $4, $5)
       on conflict (record_id, user_id) do update set is_following = excluded.is_following`,
      [app, form, recordId, userId, isFollowing],
      'follower_set',
    );
  }

  /** Those who have not said that they do not want it. */
  async addUnlessDeclined(
    on: Queryable,
    { app, form, recordId }: Subject,
    userIds: readonly string[],
  ): Promise<void> {
    await on.query(
      `insert into platform.follower (app, form, record_id, user_id, is_following)
       select $1, $2, $3, u.id, true from platform.user u where u.id = any ($4::uuid[])
       on conflict (record_id, user_id) do nothing`,
      [app, form, recordId, userIds],
      'follower_add',
    );
  }

  async of(on: Queryable, { recordId }: Subject): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      'select user_id as id from platform.follower where record_id = $1 and is_following order by user_id',
      [recordId],
      'follower_list',
    );
    return rows.map(({ id }) => id);
  }

  async isFollowing(on: Queryable, { recordId }: Subject, userId: string): Promise<boolean> {
    const { rows } = await on.query<{ is: boolean }>(
      'select is_following as is from platform.follower where record_id = $1 and user_id = $2',
      [recordId, userId],
      'follower_is',
    );
    return rows[0]?.is ?? false;
  }
}
