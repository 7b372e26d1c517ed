import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

/** What followers sent, so that nothing is taken twice and nobody sends too much. */
@Injectable()
export class WechatMessageStore {
  constructor(readonly database: Database) {}

  /** False: it was taken before. */
  async add(tx: Queryable, messengerId: string, messageId: string, openid: string): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.wechat_message (messenger_id, message_id, openid) values ($1, $2, $3)
       on conflict do nothing`,
      [messengerId, messageId, openid],
    );
    return rowCount === 1;
  }

  async filed(tx: Queryable, messengerId: string, messageId: string, record: string): Promise<void> {
    await tx.query(
      'update platform.wechat_message set record_id = $3 where messenger_id = $1 and message_id = $2',
      [messengerId, messageId, record],
    );
  }

  async filedWithinHour(tx: Queryable, messengerId: string, openid: string): Promise<number> {
    const { rows } = await tx.query<{ count: number }>(
      `select count(*)::int as count from platform.wechat_message
       where messenger_id = $1 and openid = $2 and record_id is not null and at > now() - interval '1 hour'`,
      [messengerId, openid],
    );
    return rows[0]?.count ?? 0;
  }
}
