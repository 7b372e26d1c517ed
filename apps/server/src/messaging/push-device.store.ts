import type { PushDevice, PushDeviceBody } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { PushSubscription } from './messengers/messenger.js';
import { typesReaching } from './messengers/registry.js';

const MOST = 20;
const pushing = typesReaching('browser');

/** Browsers of members that get notices pushed. */
@Injectable()
export class PushDeviceStore {
  constructor(readonly database: Database) {}

  async list(userId: string, sessionId: string): Promise<PushDevice[]> {
    const { rows } = await this.database.query<PushDevice>(
      `select d.id, d.messenger_id as "messengerId", d.name, d.created_at as "createdAt", d.session_id = $2 as "isThis"
       from platform.push_device d where d.user_id = $1 order by d.id desc`,
      [userId, sessionId],
    );
    return rows;
  }

  /** Messengers by which notices are pushed. */
  async messengers(): Promise<{ id: string; name: string }[]> {
    const { rows } = await this.database.query<{ id: string; name: string }>(
      `select id, name from platform.messenger where type = any ($1) and for_notices and is_enabled order by name, id`,
      [pushing],
    );
    return rows;
  }

  /** Whoever asks last has the browser. Null: there is no such messenger, or he has too many. */
  async add(
    { userId, sessionId }: { userId: string; sessionId: string },
    { messengerId, endpoint, keys, name }: PushDeviceBody,
  ): Promise<string | null> {
    const { rows } = await this.database.query<{ id: string }>(
      `insert into platform.push_device (user_id, session_id, messenger_id, endpoint, p256dh, auth, name)
       select $1, $2, id, $4, $5, $6, $7 from platform.messenger
       where id = $3 and type = any ($8) and for_notices and is_enabled
         and (select count(*) from platform.push_device where user_id = $1) < ${MOST}
       on conflict (messenger_id, endpoint) do update set user_id = excluded.user_id, session_id = excluded.session_id,
         p256dh = excluded.p256dh, auth = excluded.auth, name = excluded.name
       returning id`,
      [userId, sessionId, messengerId, endpoint, keys.p256dh, keys.auth, name, pushing],
    );
    return rows[0]?.id ?? null;
  }

  /** Of one member, or whoever's it was, where the browser is gone. */
  async remove(id: string, userId: string | null): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'delete from platform.push_device where id = $1 and ($2::uuid is null or user_id = $2)',
      [id, userId],
    );
    return rowCount === 1;
  }

  async find(id: string): Promise<PushSubscription | null> {
    const { rows } = await this.database.query<{ endpoint: string; p256dh: string; auth: string }>(
      'select endpoint, p256dh, auth from platform.push_device where id::text = $1',
      [id],
    );
    const [row] = rows;
    return row ? { endpoint: row.endpoint, keys: { p256dh: row.p256dh, auth: row.auth } } : null;
  }
}
