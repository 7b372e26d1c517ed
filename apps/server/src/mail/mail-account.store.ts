import type { MailAccountBody, MailAccountData } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { storableText } from '../platform/database/storable.js';

export type MailServer = NonNullable<MailAccountBody['imap']>;

export interface MailAccount {
  id: string;
  app: string | null;
  channel: string | null;
  address: string;
  name: string | null;
  imap: MailServer | null;
  smtp: MailServer | null;
  /** Sealed; see MailAccountService. */
  secrets: string;
  isEnabled: boolean;
  uidValidity: string | null;
  lastUid: string;
}

const columns = `id, app, channel, address, name, imap, smtp, secrets, is_enabled as "isEnabled",
  uid_validity as "uidValidity", last_uid as "lastUid"`;

@Injectable()
export class MailAccountStore {
  constructor(readonly database: Database) {}

  async list(): Promise<(MailAccount & Pick<MailAccountData, 'checkedAt' | 'error'>)[]> {
    const { rows } = await this.database.query<MailAccount & Pick<MailAccountData, 'checkedAt' | 'error'>>(
      `select ${columns}, checked_at as "checkedAt", error from platform.mail_account order by app nulls first, channel`,
    );
    return rows;
  }

  async find(id: string, on: Queryable = this.database): Promise<MailAccount | null> {
    const { rows } = await on.query<MailAccount>(
      `select ${columns} from platform.mail_account where id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The mailbox that sends notices. */
  async ofNotices(on: Queryable = this.database): Promise<MailAccount | null> {
    const { rows } = await on.query<MailAccount>(
      `select ${columns} from platform.mail_account where app is null and is_enabled and smtp is not null`,
    );
    return rows[0] ?? null;
  }

  async insert(account: Omit<MailAccount, 'uidValidity' | 'lastUid'>): Promise<void> {
    await this.database.query(
      `insert into platform.mail_account (id, app, channel, address, name, imap, smtp, secrets, is_enabled)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      valuesOf(account),
    );
  }

  /** Another mailbox behind it begins from its first mail. */
  async update(account: Omit<MailAccount, 'uidValidity' | 'lastUid'>): Promise<void> {
    await this.database.query(
      `update platform.mail_account set app = $2, channel = $3, address = $4, name = $5, smtp = $7, secrets = $8,
         is_enabled = $9, error = null, imap = $6,
         last_uid = case when imap is distinct from $6::jsonb then 0 else last_uid end,
         uid_validity = case when imap is distinct from $6::jsonb then null else uid_validity end
       where id = $1`,
      valuesOf(account),
    );
  }

  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.database.query('delete from platform.mail_account where id = $1', [id]);
    return rowCount === 1;
  }

  /** Takes a mailbox that has not been looked into for a while; one process at a time has it. */
  async lease(at: string, everySeconds: number): Promise<MailAccount | null> {
    const { rows } = await this.database.query<MailAccount>(
      `update platform.mail_account set leased_at = now() where id = (
         select id from platform.mail_account
         where is_enabled and imap is not null and app is not null
           and (leased_at is null or leased_at < now() - interval '5 minutes')
           and (checked_at is null or checked_at < $1::timestamptz - make_interval(secs => $2))
         order by checked_at nulls first limit 1 for update skip locked)
       returning ${columns}`,
      [at, everySeconds],
    );
    return rows[0] ?? null;
  }

  async now(): Promise<string> {
    const { rows } = await this.database.query<{ now: string }>('select now()');
    return rows[0]?.now ?? '';
  }

  async release(id: string, error: string | null): Promise<void> {
    await this.database.query(
      `update platform.mail_account set leased_at = null, checked_at = now(), error = $2 where id = $1`,
      [id, error === null ? null : storableText(error.slice(0, 1000))],
    );
  }

  /** The mailbox was made anew: its numbers begin again. */
  async begin(id: string, uidValidity: string): Promise<void> {
    await this.database.query(
      `update platform.mail_account set last_uid = 0, uid_validity = $2
       where id = $1 and uid_validity is distinct from $2`,
      [id, uidValidity],
    );
  }

  async passed(tx: Queryable, id: string, uid: number): Promise<void> {
    await tx.query(
      'update platform.mail_account set last_uid = greatest(last_uid, $2), leased_at = now() where id = $1',
      [id, uid],
    );
  }
}

function valuesOf(account: Omit<MailAccount, 'uidValidity' | 'lastUid'>): unknown[] {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return [
    account.id,
    account.app,
    account.channel,
    account.address.toLowerCase(),
    account.name,
    json(account.imap),
    json(account.smtp),
    account.secrets,
    account.isEnabled,
  ];
}
