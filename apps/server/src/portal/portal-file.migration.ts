import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which record's link a picture came in, until a message takes it. */
export class CreatePortalFile1763700028200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.portal_file (
        file_id uuid primary key references platform.file on delete cascade,
        app text not null,
        form text not null,
        record_id uuid not null,
        at timestamptz not null default clock_timestamp()
      );
      create index portal_file_record on platform.portal_file (record_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.portal_file');
  }
}
