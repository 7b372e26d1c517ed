import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

/** A user as administrators see one. */
export interface User {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly status: 'active' | 'disabled';
  readonly departmentId: string | null;
  readonly isAdministrator: boolean;
  readonly isBuilder: boolean;
  readonly locale: 'zh-CN' | 'en' | null;
  readonly avatarColor: string | null;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

/** What everybody may know of a colleague, for picking one. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
}

export type UserValues = Omit<User, 'id' | 'createdAt' | 'lastLoginAt'> & {
  readonly passwordHash: string | null;
};

export interface UserSearch {
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Columns by property: the only names that ever reach the SQL text. */
const columns: Record<keyof UserValues, string> = {
  login: 'login',
  name: 'name',
  email: 'email',
  phone: 'phone',
  status: 'status',
  departmentId: 'department_id',
  isAdministrator: 'is_administrator',
  isBuilder: 'is_builder',
  locale: 'locale',
  avatarColor: 'avatar_color',
  passwordHash: 'password_hash',
};
const shown = `u.id, u.login, u.name, u.email, u.phone, u.status, u.department_id as "departmentId",
  u.is_administrator as "isAdministrator", u.is_builder as "isBuilder", u.locale, u.avatar_color as "avatarColor",
  u.created_at as "createdAt", u.last_login_at as "lastLoginAt"`;

@Injectable()
export class UserStore {
  constructor(private readonly database: Database) {}

  async find(id: string, database: Queryable = this.database): Promise<User | null> {
    const { rows } = await database.query<User>(`select ${shown} from platform.user u where id = $1`, [id]);
    return rows[0] ?? null;
  }

  async findForLogin(
    login: string,
  ): Promise<{ id: string; status: string; passwordHash: string | null } | null> {
    const { rows } = await this.database.query<{ id: string; status: string; passwordHash: string | null }>(
      `select id, status, password_hash as "passwordHash" from platform.user where lower(login) = lower($1)`,
      [login],
    );
    return rows[0] ?? null;
  }

  async passwordHash(id: string): Promise<string | null> {
    const { rows } = await this.database.query<{ hash: string | null }>(
      'select password_hash as hash from platform.user where id = $1',
      [id],
    );
    return rows[0]?.hash ?? null;
  }

  async list(search: UserSearch): Promise<{ users: User[]; total: number }> {
    const { rows } = await this.database.query<User & { total: string }>(
      `select ${shown}, count(*) over () as total from platform.user u
       where $1 = '' or strpos(lower(u.name), lower($1)) > 0 or strpos(lower(u.login), lower($1)) > 0
          or strpos(lower(u.email), lower($1)) > 0
       order by u.name collate platform.by_sound, u.id limit $2 offset $3`,
      [search.search, search.limit, search.offset],
    );
    return { users: rows.map(({ total: _total, ...user }) => user), total: Number(rows[0]?.total ?? 0) };
  }

  /** By a part of the name, or by the whole login: whoever knows it finds who it is. */
  async pick(search: UserSearch): Promise<{ members: Member[]; total: number }> {
    const { rows } = await this.database.query<Member & { total: string }>(
      `select u.id, u.name, d.name as department, count(*) over () as total
       from platform.user u left join platform.department d on d.id = u.department_id
       where u.status = 'active' and ($1 = '' or strpos(lower(u.name), lower($1)) > 0 or lower(u.login) = lower($1))
       order by u.name collate platform.by_sound, u.id limit $2 offset $3`,
      [search.search, search.limit, search.offset],
    );
    return {
      members: rows.map(({ total: _total, ...member }) => member),
      total: Number(rows[0]?.total ?? 0),
    };
  }

  async names(ids: readonly string[], on: Queryable = this.database): Promise<Map<string, string>> {
    const { rows } = await on.query<{ id: string; name: string }>(
      'select id, name from platform.user where id = any($1::uuid[])',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async create(database: Queryable, values: Partial<UserValues>): Promise<string> {
    const entries = columnEntries(values);
    const names = entries.map(([column]) => column).join(', ');
    const places = entries.map((_, index) => `$${index + 1}`).join(', ');
    const { rows } = await database.query<{ id: string }>(
      `insert into platform.user (${names}) values (${places}) returning id`,
      entries.map(([, value]) => value),
    );
    return rows[0]!.id;
  }

  async update(database: Queryable, id: string, values: Partial<UserValues>): Promise<boolean> {
    const entries = columnEntries(values);
    const set = ['updated_at = now()', ...entries.map(([column], index) => `${column} = $${index + 2}`)];
    const { rowCount } = await database.query(`update platform.user set ${set.join(', ')} where id = $1`, [
      id,
      ...entries.map(([, value]) => value),
    ]);
    return rowCount === 1;
  }

  async administrators(): Promise<string[]> {
    const { rows } = await this.database.query<{ id: string }>(
      `select id from platform.user where is_administrator and status = 'active' order by id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Locks the administrators' rows, so that two of them cannot remove each other at the same moment. */
  async lockAdministrators(database: Queryable): Promise<string[]> {
    const { rows } = await database.query<{ id: string }>(
      `select id from platform.user where is_administrator and status = 'active' order by id for update`,
    );
    return rows.map(({ id }) => id);
  }
}

function columnEntries(values: Partial<UserValues>): [column: string, value: unknown][] {
  const keys = Object.keys(columns) as (keyof UserValues)[];
  return keys.filter((key) => values[key] !== undefined).map((key) => [columns[key], values[key]]);
}
