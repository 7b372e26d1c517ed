import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOutbox1763700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.outbox (
        id uuid primary key default uuidv7(),
        topic text not null,
        key text,
        payload jsonb not null,
        due_at timestamptz not null default now(),
        attempts int not null default 0,
        done_at timestamptz,
        failed_at timestamptz,
        error text,
        created_at timestamptz not null default now()
      );
      create index outbox_due on platform.outbox (due_at) where done_at is null and failed_at is null;
      create unique index outbox_key on platform.outbox (topic, key)
        where key is not null and done_at is null and failed_at is null;
      create index outbox_done on platform.outbox (done_at) where done_at is not null;
      create index outbox_failed on platform.outbox (failed_at) where failed_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.outbox');
  }
}
