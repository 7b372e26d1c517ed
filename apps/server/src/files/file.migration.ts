import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFile1763700002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.file (
        id uuid primary key,
        name text not null,
        type text not null,
        size bigint not null,
        sha256 bytea not null,
        created_by uuid,
        created_at timestamptz not null default now(),
        app text,
        form text,
        record_id uuid,
        field text,
        unclaimed_since timestamptz default now(),
        check ((unclaimed_since is null) = (app is not null))
      );
      create index file_unclaimed on platform.file (unclaimed_since) where unclaimed_since is not null;
      create index file_owner on platform.file (record_id, form, app) where record_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.file');
  }
}
