import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mailboxes, what came and went through them, and what people want to hear by mail. */
export class CreateMail1763700017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.mail_account (
        id uuid primary key default uuidv7(),
        app text,
        channel text,
        address text not null,
        name text,
        imap jsonb,
        smtp jsonb,
        secrets text not null,
        is_enabled boolean not null default true,
        uid_validity text,
        last_uid bigint not null default 0,
        leased_at timestamptz,
        checked_at timestamptz,
        error text,
        created_at timestamptz not null default now(),
        check ((app is null) = (channel is null))
      );
      create unique index mail_account_channel on platform.mail_account (app, channel) nulls not distinct;
      create table platform.mail_message (
        id uuid primary key default uuidv7(),
        account_id uuid not null references platform.mail_account on delete cascade,
        direction text not null check (direction in ('in', 'out')),
        message_id text not null,
        kind text not null check (kind in ('request', 'reply', 'automatic', 'own', 'held', 'failed', 'answer', 'receipt')),
        address text not null,
        name text,
        subject text not null,
        app text,
        form text,
        record_id uuid,
        error text,
        at timestamptz not null default now()
      );
      create unique index mail_message_once on platform.mail_message (account_id, direction, message_id);
      create index mail_message_thread on platform.mail_message (message_id);
      create index mail_message_record on platform.mail_message (record_id, id) where record_id is not null;
      create index mail_message_sender on platform.mail_message (account_id, address, at);
      create table platform.notice_preference (
        user_id uuid primary key references platform.user on delete cascade,
        mail text not null check (mail in ('none', 'each', 'daily')),
        muted text[] not null default '{}',
        digested_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table platform.notice_preference; drop table platform.mail_message; drop table platform.mail_account',
    );
  }
}
