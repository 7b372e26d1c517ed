import type { MailMessageData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface Thread {
  app: string;
  form: string;
  recordId: string;
}

export interface NewMessage {
  id: string;
  accountId: string;
  direction: 'in' | 'out';
  messageId: string;
  kind: MailMessageData['kind'];
  address: string;
  name: string | null;
  subject: string;
  thread: Thread | null;
  error: string | null;
}

/** The mail that an answer goes to. */
export interface Opposite {
  accountId: string;
  messageId: string;
  address: string;
  name: string | null;
  subject: string;
}

@Injectable()
export class MailMessageStore {
  constructor(readonly database: Database) {}

  /** false: this mail is known already. */
  async add(tx: Queryable, message: NewMessage): Promise<boolean> {
    const { thread } = message;
    const { rowCount } = await tx.query(
      `insert into platform.mail_message
         (id, account_id, direction, message_id, kind, address, name, subject, app, form, record_id, error)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (account_id, direction, message_id) do nothing`,
      [
        message.id,
        message.accountId,
        message.direction,
        message.messageId,
        message.kind,
        message.address,
        message.name,
        message.subject.slice(0, 500),
        thread?.app ?? null,
        thread?.form ?? null,
        thread?.recordId ?? null,
        message.error,
      ],
    );
    return rowCount === 1;
  }

  async isKnown(on: Queryable, accountId: string, messageId: string): Promise<boolean> {
    const { rows } = await on.query(
      `select 1 from platform.mail_message where account_id = $1 and direction = 'in' and message_id = $2`,
      [accountId, messageId],
    );
    return rows.length > 0;
  }

  /** The record that one of these mails belongs to, in this app and form. */
  async threadOf(
    on: Queryable,
    app: string,
    form: string,
    messageIds: readonly string[],
  ): Promise<Thread | null> {
    const { rows } = await on.query<Thread>(
      `select app, form, record_id as "recordId" from platform.mail_message
       where message_id = any ($1) and app = $2 and form = $3 and record_id is not null order by id desc limit 1`,
      [messageIds, app, form],
    );
    return rows[0] ?? null;
  }

  /** Whether this address has written or been written to about the record. */
  async hasTakenPart(on: Queryable, { recordId }: Thread, address: string): Promise<boolean> {
    const { rows } = await on.query(
      'select 1 from platform.mail_message where record_id = $1 and address = $2 limit 1',
      [recordId, address],
    );
    return rows.length > 0;
  }

  /** How many mails of these kinds an address had in the last hour. */
  async countOfHour(
    on: Queryable,
    accountId: string,
    address: string,
    kinds: readonly MailMessageData['kind'][],
  ): Promise<number> {
    const { rows } = await on.query<{ count: string }>(
      `select count(*) from platform.mail_message
       where account_id = $1 and address = $2 and kind = any ($3) and at > now() - interval '1 hour'`,
      [accountId, address, kinds],
    );
    return Number(rows[0]?.count ?? 0);
  }

  /** The last mail from outside in the thread of a record. */
  async lastFrom(on: Queryable, { recordId, app, form }: Thread): Promise<Opposite | null> {
    const { rows } = await on.query<Opposite>(
      `select account_id as "accountId", message_id as "messageId", address, name, subject
       from platform.mail_message
       where record_id = $1 and app = $2 and form = $3 and direction = 'in' and kind in ('request', 'reply')
       order by id desc limit 1`,
      [recordId, app, form],
    );
    return rows[0] ?? null;
  }

  /** All Message-IDs of a record's thread, the oldest first. */
  async references(on: Queryable, { recordId }: Thread): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      'select message_id as id from platform.mail_message where record_id = $1 order by id',
      [recordId],
    );
    return rows.map(({ id }) => id);
  }

  async list(accountId: string, before: string | null, limit: number): Promise<MailMessageData[]> {
    const { rows } = await this.database.query<MailMessageData>(
      `select id, direction, kind, address, name, subject, at, error,
         case when record_id is not null then json_build_object('app', app, 'form', form, 'record', record_id) end as link
       from platform.mail_message where account_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [accountId, before, limit],
    );
    return rows;
  }
}
