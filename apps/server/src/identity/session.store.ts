import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { Caller } from './caller.js';

const IDLE_DAYS = 7;
const ABSOLUTE_DAYS = 30;

export interface Known {
  readonly caller: Caller;
  readonly isSeenLongAgo: boolean;
}

interface CallerRow {
  credentialId: string;
  caller: Omit<Caller, 'credentialId' | 'viaApiKey' | 'scopes'>;
  isSeenLongAgo: boolean;
  scopes: Caller['scopes'];
}

const callerJson = `jsonb_build_object(
  'userId', u.id, 'login', u.login, 'name', u.name, 'departmentId', u.department_id,
  'isAdministrator', u.is_administrator, 'isBuilder', u.is_builder or u.is_administrator, 'locale', u.locale,
  'roles', coalesce((select jsonb_object_agg(m.app, m.roles) from (
    select app, jsonb_agg(role order by role) as roles from platform.app_member where user_id = u.id group by app) m), '{}'))`;

/** Sessions and keys in the database: tokens are looked up by their hash. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async create(userId: string, tokenHash: Buffer, address: string, agent: string): Promise<void> {
    await this.database.query(
      `with signed_in as (update platform.user set last_login_at = now() where id = $1)
       insert into platform.session (user_id, token_hash, expires_at, address, agent)
       values ($1, $2, now() + make_interval(days => $3), $4, $5)`,
      [userId, tokenHash, ABSOLUTE_DAYS, address, agent.slice(0, 300)],
    );
  }

  async findBySession(tokenHash: Buffer): Promise<Known | null> {
    const { rows } = await this.database.query<CallerRow>(
      `select s.id as "credentialId", ${callerJson} as caller, array['read', 'write', 'administer'] as scopes,
              s.last_seen_at < now() - interval '5 minutes' as "isSeenLongAgo"
       from platform.session s join platform.user u on u.id = s.user_id
       where s.token_hash = $1 and u.status = 'active' and s.expires_at > now()
         and s.last_seen_at > now() - make_interval(days => $2)`,
      [tokenHash, IDLE_DAYS],
      'session_find',
    );
    return known(rows[0], false);
  }

  async findByKey(keyHash: Buffer): Promise<Known | null> {
    const { rows } = await this.database.query<CallerRow>(
      `select k.id as "credentialId", ${callerJson} as caller, k.scopes,
              coalesce(k.last_used_at < now() - interval '5 minutes', true) as "isSeenLongAgo"
       from platform.api_key k join platform.user u on u.id = k.user_id
       where k.key_hash = $1 and u.status = 'active' and (k.expires_at is null or k.expires_at > now())`,
      [keyHash],
      'api_key_find',
    );
    return known(rows[0], true);
  }

  /** On behalf of a user who is not at the door himself: a job he started. */
  async findByUser(userId: string): Promise<Known | null> {
    const { rows } = await this.database.query<CallerRow>(
      `select u.id as "credentialId", ${callerJson} as caller, array['read', 'write'] as scopes, false as "isSeenLongAgo"
       from platform.user u where u.id = $1 and u.status = 'active'`,
      [userId],
    );
    return known(rows[0], false);
  }

  async touch(caller: Caller): Promise<void> {
    const statement = caller.viaApiKey
      ? 'update platform.api_key set last_used_at = now() where id = $1'
      : 'update platform.session set last_seen_at = now() where id = $1';
    await this.database.query(statement, [caller.credentialId]);
  }

  async remove(tokenHash: Buffer): Promise<void> {
    await this.database.query('delete from platform.session where token_hash = $1', [tokenHash]);
  }

  /** By its id; answers whose it was. */
  async removeById(id: string): Promise<string | null> {
    const { rows } = await this.database.query<{ userId: string }>(
      'delete from platform.session where id = $1 returning user_id as "userId"',
      [id],
    );
    return rows[0]?.userId ?? null;
  }

  /** Ends the sessions of a user, but for one if asked. */
  async removeOfUser(database: Queryable, userId: string, exceptId: string | null = null): Promise<void> {
    await database.query('delete from platform.session where user_id = $1 and id is distinct from $2::uuid', [
      userId,
      exceptId,
    ]);
  }

  /** Tells all server processes whose rights have changed. */
  async announce(channel: string, userId: string): Promise<void> {
    await this.database.query('select pg_notify($1, $2)', [channel, userId]);
  }

  async removeExpired(): Promise<void> {
    await this.database.query(
      `delete from platform.session where expires_at < now() or last_seen_at < now() - make_interval(days => $1)`,
      [IDLE_DAYS],
    );
  }
}

function known(row: CallerRow | undefined, viaApiKey: boolean): Known | null {
  if (!row) return null;
  const { credentialId, scopes, isSeenLongAgo } = row;
  return { caller: { ...row.caller, credentialId, scopes, viaApiKey }, isSeenLongAgo };
}
