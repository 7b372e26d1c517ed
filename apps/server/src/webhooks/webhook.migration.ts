import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses of other systems that are told of changes. */
export class CreateWebhook1763700022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.webhook (
        id uuid primary key default uuidv7(),
        app text not null,
        name text not null,
        url text not null,
        forms text[] not null default '{}',
        kinds text[] not null default '{}',
        secrets text not null,
        is_enabled boolean not null default true,
        disabled_because text,
        created_at timestamptz not null default now()
      );
      create index webhook_app on platform.webhook (app) where is_enabled;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.webhook');
  }
}
