import type { DeviceData, DevicePosition } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';

export interface DeviceRow {
  id: string;
  userId: string;
  createdAt: string;
  revokedAt: string | null;
}

/** Whose device it is, and in which session he speaks. An API key is none. */
export type Holder = Pick<Caller, 'userId' | 'credentialId'>;

/** What a device says of itself when it gets in touch. */
export interface Contact {
  waiting: number;
  clockOffMs?: number;
  position?: DevicePosition | null;
}

/** In an UPDATE or an INSERT: the session with that id as long as there is one, held until it is written. */
const session = (parameter: string) =>
  `(select s.id from platform.session s where s.id = ${parameter}::uuid for key share)`;

const shown = `d.id, d.name, json_build_object('id', u.id, 'title', u.name) as user, d.last_seen_at as "lastSeenAt",
  d.waiting, d.clock_off_ms::float8 as "clockOffMs", d.revoked_at as "revokedAt", d.position`;

@Injectable()
export class DeviceStore {
  constructor(readonly database: Database) {}

  /**
   * The same phone under a new id: known since it was first known, so that what it did before still counts from when it
   * happened. false: it was shut out, or the new id is taken.
   */
  async replace(old: string, id: string, { userId, credentialId }: Holder, name: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `with old as (
         update platform.device set deleted_at = clock_timestamp(), position = null
         where id = $1 and user_id = $3 and revoked_at is null and deleted_at is null and id <> $2
           and not exists (select from platform.device where id = $2)
         returning created_at)
       insert into platform.device (id, user_id, name, created_at, session_id)
       select $2, $3, $4, created_at, ${session('$5')} from old
       on conflict do nothing`,
      [old, id, userId, name, credentialId],
    );
    return rowCount === 1;
  }

  /** false: the id is taken by somebody else's device, or by one that is gone. */
  async add(id: string, { userId, credentialId }: Holder, name: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      `insert into platform.device as d (id, user_id, name, session_id) values ($1, $2, $3, ${session('$4')})
       on conflict (id) do update set name = excluded.name, session_id = excluded.session_id
         where d.user_id = excluded.user_id and d.revoked_at is null and d.deleted_at is null`,
      [id, userId, name, credentialId],
    );
    return rowCount === 1;
  }

  async find(id: string): Promise<DeviceRow | null> {
    const { rows } = await this.database.query<DeviceRow>(
      `select id, user_id as "userId", created_at as "createdAt", coalesce(revoked_at, deleted_at) as "revokedAt" from platform.device where id = $1`,
      [id],
      'device_find',
    );
    return rows[0] ?? null;
  }

  async show(id: string): Promise<DeviceData | null> {
    const { rows } = await this.database.query<DeviceData>(
      `select ${shown} from platform.device d join platform.user u on u.id = d.user_id
       where d.id = $1 and d.deleted_at is null`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** `user`: only his; `app`: only those of its members. The one last heard of first. */
  async list(filter: { user: string | null; app: string | null }): Promise<DeviceData[]> {
    const { rows } = await this.database.query<DeviceData>(
      `select ${shown} from platform.device d join platform.user u on u.id = d.user_id
       where d.deleted_at is null and ($1::uuid is null or d.user_id = $1)
         and ($2::text is null or exists (select from platform.app_member m where m.app = $2 and m.user_id = d.user_id))
       order by d.last_seen_at desc, d.id limit 1000`,
      [filter.user, filter.app],
    );
    return rows;
  }

  async touch(id: string, credentialId: string, { waiting, clockOffMs, position }: Contact): Promise<void> {
    await this.database.query(
      `update platform.device set last_seen_at = clock_timestamp(), waiting = $2,
         clock_off_ms = coalesce($3, clock_off_ms), position = coalesce($4, position),
         session_id = coalesce(${session('$5')}, session_id)
       where id = $1`,
      [id, waiting, clockOffMs ?? null, position ? JSON.stringify(position) : null, credentialId],
      'device_touch',
    );
  }

  /** Answers the session in which it was last heard of, as long as that goes on. */
  async revoke(id: string): Promise<string | null> {
    return this.#shutOut(
      'update platform.device set revoked_at = coalesce(revoked_at, clock_timestamp())',
      id,
    );
  }

  /** It is listed no more; should it get in touch again, it is told that it was revoked. */
  async remove(id: string): Promise<string | null> {
    return this.#shutOut('update platform.device set deleted_at = clock_timestamp()', id);
  }

  async #shutOut(update: string, id: string): Promise<string | null> {
    const { rows } = await this.database.query<{ sessionId: string | null }>(
      `${update}, position = null where id = $1 returning session_id as "sessionId"`,
      [id],
    );
    return rows[0]?.sessionId ?? null;
  }
}
