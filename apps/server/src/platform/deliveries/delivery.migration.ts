import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to leave the house: mails, messages, calls of other systems. */
export class CreateDelivery1763700000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.delivery (
        id uuid primary key default uuidv7(),
        channel text not null,
        target text not null,
        payload jsonb not null,
        key text,
        app text,
        form text,
        record_id uuid,
        state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'dead')),
        attempts int not null default 0,
        next_at timestamptz not null default now(),
        lease uuid,
        leased_at timestamptz,
        error text,
        created_at timestamptz not null default now(),
        finished_at timestamptz
      );
      create index delivery_open on platform.delivery (next_at) where state in ('waiting', 'sending');
      create index delivery_dead on platform.delivery (created_at desc) where state = 'dead';
      create index delivery_by_record on platform.delivery (record_id) where record_id is not null;
      create unique index delivery_key on platform.delivery (channel, key) where key is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.delivery');
  }
}
