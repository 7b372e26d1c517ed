import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that other systems call, and the calls that were taken. */
export class CreateHook1763700028000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.hook (
        app text not null,
        connector text not null,
        signing jsonb not null,
        secrets text not null,
        is_enabled boolean not null default true,
        primary key (app, connector)
      );
      create table platform.hook_call (
        app text not null,
        connector text not null,
        message_id text not null,
        run_id uuid not null references platform.connector_run on delete cascade,
        body text not null,
        primary key (app, connector, message_id)
      );
      create index hook_call_run on platform.hook_call (run_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.hook_call; drop table platform.hook');
  }
}
