import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways to reach people outside, what is said by them, and what each member wants to hear there. */
export class CreateMessaging1763700021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.messenger (
        id uuid primary key default uuidv7(),
        type text not null,
        name text not null,
        settings jsonb not null default '{}',
        secrets text not null,
        for_notices boolean not null default false,
        is_enabled boolean not null default true,
        created_at timestamptz not null default now()
      );
      create table platform.message_route (
        app text not null,
        channel text not null,
        messenger_id uuid not null references platform.messenger on delete cascade,
        template text,
        primary key (app, channel)
      );
      create table platform.message (
        id uuid primary key default uuidv7(),
        messenger_id uuid not null references platform.messenger on delete cascade,
        address text not null,
        words jsonb not null,
        key text,
        app text,
        form text,
        record_id uuid,
        delivery_id uuid,
        created_at timestamptz not null default now()
      );
      create unique index message_key on platform.message (messenger_id, key) where key is not null;
      create index message_waiting on platform.message (messenger_id, address, id) where delivery_id is null;
      create index message_delivery on platform.message (delivery_id) where delivery_id is not null;
      create index message_record on platform.message (record_id, id) where record_id is not null;
      create table platform.message_pace (
        messenger_id uuid not null references platform.messenger on delete cascade,
        address text not null,
        sent_at timestamptz[] not null default '{}',
        primary key (messenger_id, address)
      );
      create table platform.member_address (
        user_id uuid not null references platform.user on delete cascade,
        messenger_id uuid not null references platform.messenger on delete cascade,
        address text not null,
        primary key (user_id, messenger_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table platform.member_address; drop table platform.message_pace; drop table platform.message;
       drop table platform.message_route; drop table platform.messenger`,
    );
  }
}
