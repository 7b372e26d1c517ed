import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJob1763700000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.job (
        id uuid primary key default uuidv7(),
        kind text not null,
        state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
        data jsonb not null,
        progress jsonb,
        result jsonb,
        error text,
        app text,
        created_by uuid,
        cancel_requested boolean not null default false,
        attempts int not null default 0,
        runner uuid,
        heartbeat_at timestamptz not null default now(),
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz
      );
      create index job_open on platform.job (heartbeat_at) where state in ('queued', 'running');
      create index job_by_creator on platform.job (created_by, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.job');
  }
}
