import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';

/** Who stands where in the organisation. */
@Injectable()
export class PeopleStore {
  /** The head of a department, or of the department that a user belongs to. */
  async headOf(on: Queryable, id: string): Promise<string | null> {
    const { rows } = await on.query<{ id: string | null }>(
      `select head_id as id from platform.department
       where id = $1 or id = (select department_id from platform.user where id = $1)`,
      [id],
    );
    return rows[0]?.id ?? null;
  }

  /** Those of the ids that are users who may sign in, in the order given. */
  async active(on: Queryable, ids: readonly string[]): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select u.id from unnest($1::uuid[]) with ordinality as asked (id, n)
       join platform.user u on u.id = asked.id and u.status = 'active' order by asked.n`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  async builders(on: Queryable): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select id from platform.user where (is_builder or is_administrator) and status = 'active' order by id`,
    );
    return rows.map(({ id }) => id);
  }
}
