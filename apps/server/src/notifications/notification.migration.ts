import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotification1763700003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.notification (
        id uuid primary key default uuidv7(),
        user_id uuid not null references platform.user on delete cascade,
        kind text not null,
        title jsonb not null,
        body jsonb,
        app text,
        form text,
        record_id uuid,
        key text,
        read_at timestamptz,
        created_at timestamptz not null default now()
      );
      create index notification_by_user on platform.notification (user_id, id desc);
      create index notification_unread on platform.notification (user_id) where read_at is null;
      create unique index notification_key on platform.notification (user_id, key) where key is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.notification');
  }
}
