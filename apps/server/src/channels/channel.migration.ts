import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests of strangers: each challenge is good for one, and limits are counted here. */
export class CreatePublicRequest1763700014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.public_request (
        challenge bytea primary key,
        app text not null,
        channel text not null,
        network bytea not null,
        body bytea not null,
        form text not null,
        record_id uuid not null,
        receipt jsonb not null,
        created_at timestamptz not null default now()
      );
      create index public_request_network on platform.public_request (app, channel, network, created_at);
      create index public_request_channel on platform.public_request (app, channel, created_at);
      create table platform.public_file (
        file_id uuid primary key references platform.file on delete cascade,
        challenge bytea not null,
        network bytea not null,
        created_at timestamptz not null default now()
      );
      create index public_file_challenge on platform.public_file (challenge);
      create index public_file_network on platform.public_file (network, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.public_file; drop table platform.public_request');
  }
}
