import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took which data out, when, and how much of it. */
export class CreateExportLog1763700012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.export_log (
        id uuid primary key default uuidv7(),
        at timestamptz not null default now(),
        app text not null,
        by_user uuid,
        kind text not null check (kind in ('form', 'report')),
        subject text not null,
        format text not null,
        rows int not null,
        filter jsonb
      );
      create index on platform.export_log (app, at desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.export_log');
  }
}
