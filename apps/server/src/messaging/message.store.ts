import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';
import type { Words } from './messengers/messenger.js';

export interface NewMessage {
  messengerId: string;
  address: string;
  words: Words;
  key?: string | undefined;
  link?: { app: string; form: string; recordId: string } | undefined;
  /** The channel of the app that words it. */
  channel?: string | undefined;
}

export interface WaitingMessage {
  id: string;
  words: Words;
  app: string | null;
  form: string | null;
  recordId: string | null;
}

/** A message of a channel that was given up. */
export interface UndeliveredMessage {
  id: string;
  app: string;
  form: string;
  recordId: string;
  channel: string;
}

/** A message as administrators see it; its words are for those who may read the record. */
export interface ShownMessage {
  id: string;
  messengerId: string;
  messenger: string;
  address: string;
  title: string;
  state: 'waiting' | 'sending' | 'sent' | 'dead';
  /** How many went together. */
  together: number;
  attempts: number;
  error: string | null;
  deliveryId: string | null;
  createdAt: string;
  sentAt: string | null;
}

const shown = `select m.id, m.messenger_id as "messengerId", p.name as messenger, m.address, m.words->>'title' as title,
    coalesce(d.state, case when m.delivery_id is null then 'waiting' else 'sent' end) as state,
    (select count(*)::int from platform.message o where o.delivery_id = m.delivery_id) as together,
    coalesce(d.attempts, 0) as attempts, d.error, m.delivery_id as "deliveryId", m.created_at as "createdAt",
    d.finished_at as "sentAt"
  from platform.message m join platform.messenger p on p.id = m.messenger_id
  left join platform.delivery d on d.id = m.delivery_id`;

/** What is to be said, until it is handed over to a delivery. */
@Injectable()
export class MessageStore {
  constructor(readonly database: Database) {}

  /** False: the key was used before. */
  async add(
    tx: Queryable,
    { messengerId, address, words, key, link, channel }: NewMessage,
  ): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.message (messenger_id, address, words, key, app, form, record_id, channel)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (messenger_id, key) where key is not null do nothing`,
      [
        messengerId,
        address,
        JSON.stringify(words),
        key ?? null,
        link?.app ?? null,
        link?.form ?? null,
        link?.recordId ?? null,
        channel ?? null,
      ],
    );
    return rowCount === 1;
  }

  /** Who has something waiting for them that may go; of a messenger that is switched off nothing does. */
  async waitingFor(limit: number): Promise<{ messengerId: string; address: string }[]> {
    const { rows } = await this.database.query<{ messengerId: string; address: string }>(
      `select m.messenger_id as "messengerId", m.address from platform.message m
         join platform.messenger p on p.id = m.messenger_id and p.is_enabled
       where m.delivery_id is null group by m.messenger_id, m.address order by min(m.created_at) limit $1`,
      [limit],
    );
    return rows;
  }

  /** When the last messages went there; one sender at a time looks. Null: somebody else does. */
  async lockPace(tx: Transaction, messengerId: string, address: string): Promise<number[] | null> {
    await tx.query(
      `insert into platform.message_pace (messenger_id, address) values ($1, $2) on conflict do nothing`,
      [messengerId, address],
    );
    const { rows } = await tx.query<{ sentAt: string[] }>(
      `select array(select extract(epoch from at) * 1000 from unnest(sent_at) at)::float8[]::text[] as "sentAt"
       from platform.message_pace where messenger_id = $1 and address = $2 for update skip locked`,
      [messengerId, address],
    );
    return rows[0] ? rows[0].sentAt.map(Number) : null;
  }

  async keepPace(tx: Transaction, messengerId: string, address: string, sentAt: number[]): Promise<void> {
    await tx.query(
      `update platform.message_pace set sent_at = array(select to_timestamp(ms / 1000) from unnest($3::float8[]) ms)
       where messenger_id = $1 and address = $2`,
      [messengerId, address, sentAt],
    );
  }

  async waiting(
    tx: Transaction,
    messengerId: string,
    address: string,
    limit: number,
  ): Promise<WaitingMessage[]> {
    const { rows } = await tx.query<WaitingMessage>(
      `select id, words, app, form, record_id as "recordId" from platform.message
       where messenger_id = $1 and address = $2 and delivery_id is null order by id limit $3`,
      [messengerId, address, limit],
    );
    return rows;
  }

  async handOver(tx: Transaction, ids: readonly string[], deliveryId: string): Promise<void> {
    await tx.query('update platform.message set delivery_id = $2 where id = any ($1::uuid[])', [
      ids,
      deliveryId,
    ]);
  }

  /** One that was given up and whose record does not know it yet, taken for this transaction. */
  async nextUndelivered(tx: Transaction): Promise<UndeliveredMessage | null> {
    const { rows } = await tx.query<UndeliveredMessage>(
      `select m.id, m.app, m.form, m.record_id as "recordId", m.channel
       from platform.delivery d join platform.message m on m.delivery_id = d.id
       where d.state = 'dead' and m.channel is not null and m.record_id is not null and m.told_at is null
       order by m.id limit 1 for update of m skip locked`,
      [],
      'message_undelivered',
    );
    return rows[0] ?? null;
  }

  async markTold(tx: Transaction, id: string): Promise<void> {
    await tx.query('update platform.message set told_at = now() where id = $1', [id]);
  }

  async list(search: {
    messengerId: string | null;
    state: string | null;
    before: string | null;
    limit: number;
  }): Promise<ShownMessage[]> {
    const { rows } = await this.database.query<ShownMessage>(
      `select * from (${shown}) s where ($1::uuid is null or "messengerId" = $1) and ($2::text is null or state = $2)
         and ($3::uuid is null or id < $3) order by id desc limit $4`,
      [search.messengerId, search.state, search.before, search.limit],
    );
    return rows;
  }

  async removeOld(days: number): Promise<void> {
    await this.database.query(
      `delete from platform.message m where created_at < now() - make_interval(days => $1) and delivery_id is not null
         and not exists (select from platform.delivery d where d.id = m.delivery_id and d.state <> 'sent')`,
      [days],
    );
  }
}
