import type { MemberAddresses } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { typesReaching } from './messengers/registry.js';

const byPhone = typesReaching('phone');
const byMail = typesReaching('mail');

export interface MemberAddress {
  address: string;
  locale: 'zh-CN' | 'en' | null;
}

/** Where members are reached by which messenger. */
@Injectable()
export class MemberAddressStore {
  constructor(readonly database: Database) {}

  /** His addresses there: the one he gave, for a telephone or a mailbox that of his account, and his browsers. */
  async of(on: Queryable, userId: string, messengerId: string): Promise<MemberAddress[]> {
    const { rows } = await on.query<MemberAddress>(
      `select address, locale from (
         select coalesce(a.address, case when m.type = any ($3) then u.phone when m.type = any ($4) then u.email end) as address,
           u.locale
         from platform.user u join platform.messenger m on m.id = $2
         left join platform.member_address a on a.user_id = u.id and a.messenger_id = m.id
         where u.id = $1 and u.status = 'active'
         union all
         select d.id::text, u.locale from platform.push_device d join platform.user u on u.id = d.user_id
         where d.user_id = $1 and d.messenger_id = $2 and u.status = 'active') reached
       where address <> ''`,
      [userId, messengerId, byPhone, byMail],
    );
    return rows;
  }

  /** Those of these users who want notices, with every messenger they want them by. */
  async wanting(
    on: Queryable,
    userIds: readonly string[],
    kind: string,
  ): Promise<(MemberAddress & { messengerId: string })[]> {
    const { rows } = await on.query<MemberAddress & { messengerId: string }>(
      `select a.messenger_id as "messengerId", a.address, u.locale
       from (select user_id, messenger_id, address from platform.member_address
         union all select user_id, messenger_id, id::text from platform.push_device) a
       join platform.user u on u.id = a.user_id
       join platform.messenger m on m.id = a.messenger_id
       left join platform.notice_preference p on p.user_id = u.id
       where a.user_id = any ($1::uuid[]) and u.status = 'active' and m.for_notices and m.is_enabled
         and not (coalesce(p.muted, '{}') @> array[$2])`,
      [userIds, kind],
    );
    return rows;
  }

  async mine(userId: string): Promise<{ id: string; name: string; type: string; mine: string | null }[]> {
    const { rows } = await this.database.query<{
      id: string;
      name: string;
      type: string;
      mine: string | null;
    }>(
      `select m.id, m.name, m.type, a.address as mine from platform.messenger m
       left join platform.member_address a on a.messenger_id = m.id and a.user_id = $1
       where m.for_notices and m.is_enabled order by m.name, m.id`,
      [userId],
    );
    return rows;
  }

  async set(userId: string, addresses: MemberAddresses): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('delete from platform.member_address where user_id = $1', [userId]);
      for (const { messengerId, address } of addresses)
        await tx.query(
          `insert into platform.member_address (user_id, messenger_id, address)
           select $1, id, $3 from platform.messenger where id = $2 and for_notices`,
          [userId, messengerId, address],
        );
    });
  }
}
