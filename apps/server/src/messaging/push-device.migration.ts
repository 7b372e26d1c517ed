import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers that get notices pushed, each as long as the session in which it asked for them. */
export class CreatePushDevice1763700028100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.push_device (
        id uuid primary key default uuidv7(),
        user_id uuid not null references platform.user on delete cascade,
        session_id uuid not null references platform.session (id) on delete cascade,
        messenger_id uuid not null references platform.messenger on delete cascade,
        name text not null,
        endpoint text not null,
        p256dh text not null,
        auth text not null,
        created_at timestamptz not null default now(),
        unique (messenger_id, endpoint)
      );
      create index push_device_user on platform.push_device (user_id);
      create index push_device_session on platform.push_device (session_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.push_device');
  }
}
