import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far an import is, written together with its rows, and the rows that could not be read. */
export class CreateImport1763700009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.import_progress (
        job_id uuid primary key references platform.job on delete cascade,
        next_row int not null default 0,
        created int not null default 0,
        updated int not null default 0,
        failed int not null default 0
      );
      create table platform.import_error (
        job_id uuid not null references platform.job on delete cascade,
        row_number int not null,
        cells jsonb not null,
        reasons jsonb not null,
        primary key (job_id, row_number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.import_error, platform.import_progress');
  }
}
