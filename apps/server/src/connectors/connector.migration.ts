import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connections to other systems, when their connectors run, and what came of each run. */
export class CreateConnector1763700024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.connection (
        app text not null,
        system text not null,
        url text not null,
        auth text not null,
        settings jsonb not null default '{}',
        secrets text not null,
        is_enabled boolean not null default true,
        primary key (app, system)
      );
      create table platform.connector_state (
        app text not null,
        connector text not null,
        next_at timestamptz,
        since timestamptz,
        primary key (app, connector)
      );
      create index connector_due on platform.connector_state (next_at) where next_at is not null;
      create table platform.connector_run (
        id uuid primary key default uuidv7(),
        app text not null,
        connector text not null,
        is_dry boolean not null default false,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        read_count int not null default 0,
        created int not null default 0,
        updated int not null default 0,
        skipped int not null default 0,
        failed int not null default 0,
        error text,
        errors jsonb not null default '[]'
      );
      create index connector_run_of on platform.connector_run (app, connector, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table platform.connector_run; drop table platform.connector_state; drop table platform.connection',
    );
  }
}
